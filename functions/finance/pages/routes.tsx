import { consoleRoutes } from "./console-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";
import { quoteDeskRoutes } from "./quote-desk-routes.tsx";

export const pageRoutes = [...quoteDeskRoutes, ...portalRoutes, ...consoleRoutes];
