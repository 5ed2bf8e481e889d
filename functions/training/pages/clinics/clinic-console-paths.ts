export const deskListPath = "/console/training/clinics";
/** What waits for staff, with where the pages of its two lists begin. */
export const deskListAt = (
  list: string,
  from: { readonly cursor?: string | undefined; readonly clinics?: string | undefined } = {},
): string => {
  const given = Object.entries(from).filter((each): each is [string, string] => each[1] !== undefined);
  return `${deskListPath}?${new URLSearchParams([["list", list], ...given])}`;
};
export const clinicDeskPath = (clinicId: string): string => `${deskListPath}/${clinicId}`;
