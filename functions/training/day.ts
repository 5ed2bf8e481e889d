import { webHandler } from "@alliance/http/lambda";
import { dayApi } from "./day-api.ts";
import { dayRoutes } from "./pages/day/day-routes.tsx";
import { trainerRoutes } from "./pages/day/trainer-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...dayApi, ...dayRoutes, ...trainerRoutes], trainingServices(process.env));
