import { consoleRoutes } from "./console-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";

export const pageRoutes = [...portalRoutes, ...consoleRoutes];
