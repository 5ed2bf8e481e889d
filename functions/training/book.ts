import { webHandler } from "@alliance/http/lambda";
import { bookRoutes } from "./pages/booking/book-routes.tsx";
import { seriesRoutes } from "./pages/booking/series-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...bookRoutes, ...seriesRoutes], trainingServices(process.env));
