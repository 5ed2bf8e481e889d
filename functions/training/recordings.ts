import { webHandler } from "@alliance/http/lambda";
import { recordingRoutes } from "./pages/recording-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(recordingRoutes, trainingServices(process.env));
