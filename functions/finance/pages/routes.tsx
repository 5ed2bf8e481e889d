import { consoleRoutes } from "./console-routes.tsx";
import { creditRoutes } from "./credit-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";
import { quoteDeskRoutes } from "./quote-desk-routes.tsx";

export const pageRoutes = [...quoteDeskRoutes, ...creditRoutes, ...portalRoutes, ...consoleRoutes];
