import { webHandler } from "@alliance/http/lambda";
import { belongRoutes } from "./people/belong-routes.ts";

export const handler = webHandler(belongRoutes, {});
