import { webHandler } from "@alliance/http/lambda";
import { peoplePageRoutes } from "./people/routes.ts";

export const handler = webHandler(peoplePageRoutes, {});
