import { webHandler } from "@alliance/http/lambda";
import { calendarRoutes } from "./calendar-routes.ts";
import { catalogueRoutes } from "./pages/catalogue/catalogue-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...calendarRoutes, ...catalogueRoutes], trainingServices(process.env));
