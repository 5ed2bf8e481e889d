import { peopleApi } from "./api-routes.ts";
import { invitationLetterRoutes } from "./invitation-routes.tsx";
import { ownRoutes } from "./own-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { consolePlace, portalPlace } from "./place.ts";

/** Everything about who belongs to an organisation; the address that has no id in it comes before the one that has. */
export const peoplePageRoutes = [
  ...peopleApi,
  ...invitationLetterRoutes,
  ...ownRoutes,
  ...peopleRoutes(portalPlace),
  ...peopleRoutes(consolePlace),
];
