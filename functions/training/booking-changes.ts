import { webHandler } from "@alliance/http/lambda";
import { cancelRoutes } from "./pages/booking/booking-cancel-routes.tsx";
import { moveRoutes } from "./pages/booking/booking-move-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...cancelRoutes, ...moveRoutes], trainingServices(process.env));
