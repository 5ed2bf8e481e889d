import { webHandler } from "@alliance/http/lambda";
import { recordingRoutes } from "./pages/recordings/recording-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(recordingRoutes, trainingServices(process.env));
