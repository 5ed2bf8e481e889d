import { consolePeopleRoutes } from "./console-people-routes.ts";
import { ownDataRoutes } from "./own-data-routes.tsx";

/** One person, whole: what the function `privacy` answers. */
export const privacyRoutes = [...ownDataRoutes, ...consolePeopleRoutes];
