import { webHandler } from "@alliance/http/lambda";
import { trainingServices } from "./services.ts";
import { sessionsApi } from "./sessions-api.ts";

export const handler = webHandler(sessionsApi, trainingServices(process.env));
