import { webHandler } from "@alliance/http/lambda";
import { appointmentRoutes } from "./pages/clinics/appointment-routes.tsx";
import { clinicRoutes } from "./pages/clinics/clinic-routes.tsx";
import { expertRoutes } from "./pages/clinics/expert-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...clinicRoutes, ...appointmentRoutes, ...expertRoutes],
  trainingServices(process.env),
);
