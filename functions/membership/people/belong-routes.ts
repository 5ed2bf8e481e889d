import { peopleApi } from "./api-routes.ts";
import { askRoutes } from "./ask-routes.ts";
import { invitationLetterRoutes } from "./invitation-routes.tsx";

/** How one comes to belong to an organisation: what the function `belong` answers. */
export const belongRoutes = [...peopleApi, ...invitationLetterRoutes, ...askRoutes];
