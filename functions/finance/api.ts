import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { routes } from "./routes.ts";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(routes, { cursorSecret: settings.ORIGIN_SECRET });
