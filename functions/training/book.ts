import { webHandler } from "@alliance/http/lambda";
import { bookRoutes } from "./pages/book-routes.tsx";
import { seriesRoutes } from "./pages/series-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...bookRoutes, ...seriesRoutes], trainingServices(process.env));
