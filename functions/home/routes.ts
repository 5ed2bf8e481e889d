import { fileRoutes } from "./file-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";

export const routes = [...signInRoutes, ...fileRoutes];
