import type { Route } from "@alliance/http";
import type { SearchServices } from "../routes.ts";
import { joinRoutes } from "./join-routes.tsx";
import { joinStartRoutes } from "./join-start-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";
import { renewRoutes } from "./renew-routes.tsx";
import { whyRoutes } from "./why-routes.tsx";

/** The pages of the functions `find`, `join`, `web` and `terms` together, for documents and tests. */
export const pageRoutes: readonly Route<SearchServices>[] = [
  ...joinStartRoutes,
  ...joinRoutes,
  ...portalRoutes,
  ...renewRoutes,
  ...whyRoutes,
];
