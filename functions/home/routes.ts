import { fileRoutes } from "./file-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";

export const routes = [...signInRoutes, ...settingsRoutes, ...fileRoutes];
