import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { quoteRoutes } from "./pages/quote-routes.tsx";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(quoteRoutes, { publicOrigin: settings.PUBLIC_ORIGIN });
