import { webHandler } from "@alliance/http/lambda";
import { pdfRoutes } from "./pdf-route.ts";

export const handler = webHandler(pdfRoutes, {});
