import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { pageRoutes } from "./pages/routes.tsx";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(pageRoutes, { cursorSecret: settings.ORIGIN_SECRET });
