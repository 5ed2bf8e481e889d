import { webHandler } from "@alliance/http/lambda";
import { clinicAnswerRoutes } from "./pages/clinics/clinic-answer-routes.tsx";
import { clinicConsoleRoutes } from "./pages/clinics/clinic-console-routes.tsx";
import { recordingConsoleRoutes } from "./pages/recordings/recording-console-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...clinicConsoleRoutes, ...clinicAnswerRoutes, ...recordingConsoleRoutes],
  trainingServices(process.env),
);
