import { webHandler } from "@alliance/http/lambda";
import { clinicsApi } from "./clinics-api.ts";
import { trainingServices } from "./services.ts";
import { sessionsApi } from "./sessions-api.ts";

export const handler = webHandler([...sessionsApi, ...clinicsApi], trainingServices(process.env));
