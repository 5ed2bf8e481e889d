import { webHandler } from "@alliance/http/lambda";
import { certificatePdfRoutes } from "./certificate-pdf-route.ts";
import { trainingServices } from "./services.ts";

export const handler = webHandler(certificatePdfRoutes, trainingServices(process.env));
