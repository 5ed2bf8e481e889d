import { webHandler } from "@alliance/http/lambda";
import { clinicsApi } from "./clinics-api.ts";
import { recordingsApi } from "./recordings-api.ts";
import { trainingServices } from "./services.ts";
import { sessionsApi } from "./sessions-api.ts";

export const handler = webHandler([...sessionsApi, ...clinicsApi, ...recordingsApi], trainingServices(process.env));
