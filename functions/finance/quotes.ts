import { systemClock } from "@alliance/core";
import { S3Settings, s3Files } from "@alliance/files";
import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { quoteRoutes } from "./pages/quote-routes.tsx";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(quoteRoutes, {
  publicOrigin: settings.PUBLIC_ORIGIN,
  files: s3Files(readSettings(S3Settings, process.env), systemClock),
});
