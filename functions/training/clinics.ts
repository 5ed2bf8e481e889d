import { webHandler } from "@alliance/http/lambda";
import { appointmentRoutes } from "./pages/appointment-routes.tsx";
import { clinicRoutes } from "./pages/clinic-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...clinicRoutes, ...appointmentRoutes], trainingServices(process.env));
