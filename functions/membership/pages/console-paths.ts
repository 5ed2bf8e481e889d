/** Where staff see one organisation. */
export const organisationPath = (organisationId: string): string =>
  `/console/membership/organisations/${organisationId}`;
