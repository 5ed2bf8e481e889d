import { systemClock } from "@alliance/core";
import { S3Settings, s3Files } from "@alliance/files";
import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { staffRoutes } from "./pages/routes.tsx";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(staffRoutes, {
  cursorSecret: settings.ORIGIN_SECRET,
  files: s3Files(readSettings(S3Settings, process.env), systemClock),
});
