import { webHandler } from "@alliance/http/lambda";
import { catalogueRoutes } from "./pages/catalogue-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(catalogueRoutes, trainingServices(process.env));
