import { webHandler } from "@alliance/http/lambda";
import { dayApi } from "./day-api.ts";
import { dayRoutes } from "./pages/day-routes.tsx";
import { trainerRoutes } from "./pages/trainer-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...dayApi, ...dayRoutes, ...trainerRoutes], trainingServices(process.env));
