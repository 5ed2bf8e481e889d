import { webHandler } from "@alliance/http/lambda";
import { privacyRoutes } from "./privacy/routes.ts";

export const handler = webHandler(privacyRoutes, {});
