import type { Route } from "@alliance/http";
import type { Services } from "../routes.ts";
import { joinRoutes } from "./join-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";

export const pageRoutes: readonly Route<Services>[] = [...joinRoutes, ...portalRoutes];
