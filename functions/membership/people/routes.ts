import { belongRoutes } from "./belong-routes.ts";
import { decisionRoutes } from "./decision-routes.ts";

/** Of both functions, for documents and tests; the address that has no id in it comes before the one that has. */
export const peoplePageRoutes = [...belongRoutes, ...decisionRoutes];
