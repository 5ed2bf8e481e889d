/** The groups whose members work for the alliance; the claim `cognito:groups` carries them. */
export const staffGroups = ["staff", "assessor", "finance", "admin"] as const;

/** What is left of a person's groups when none of the alliance's own may be used. */
export const withoutStaffGroups = (groups: readonly string[]): string[] =>
  groups.filter((group) => !(staffGroups as readonly string[]).includes(group));
