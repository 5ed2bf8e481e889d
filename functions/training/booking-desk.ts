import { webHandler } from "@alliance/http/lambda";
import { discountRoutes } from "./pages/console/discount-routes.tsx";
import { needsDeskRoutes } from "./pages/console/needs-desk.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...discountRoutes, ...needsDeskRoutes], trainingServices(process.env));
