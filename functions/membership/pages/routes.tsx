import type { Route } from "@alliance/http";
import type { Services } from "../routes.ts";
import { joinRoutes } from "./join-routes.tsx";
import { joinStartRoutes } from "./join-start-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";

/** The pages of the functions `join` and `web` together, for documents and tests. */
export const pageRoutes: readonly Route<Services>[] = [...joinStartRoutes, ...joinRoutes, ...portalRoutes];
