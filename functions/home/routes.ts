import { fileRoutes } from "./file-routes.ts";
import { pageRoutes } from "./pages/routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";

export const homeRoutes = [...signInRoutes, ...settingsRoutes, ...fileRoutes, ...pageRoutes];
