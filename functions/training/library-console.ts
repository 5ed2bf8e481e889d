import { webHandler } from "@alliance/http/lambda";
import { clinicAnswerRoutes } from "./pages/clinic-answer-routes.tsx";
import { clinicConsoleRoutes } from "./pages/clinic-console-routes.tsx";
import { recordingConsoleRoutes } from "./pages/recording-console-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...clinicConsoleRoutes, ...clinicAnswerRoutes, ...recordingConsoleRoutes],
  trainingServices(process.env),
);
