import { webHandler } from "@alliance/http/lambda";
import { appointmentRoutes } from "./pages/clinics/appointment-routes.tsx";
import { clinicRoutes } from "./pages/clinics/clinic-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...clinicRoutes, ...appointmentRoutes], trainingServices(process.env));
