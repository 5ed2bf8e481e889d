import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { booksRoutes } from "./pages/books-routes.tsx";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(booksRoutes, { cursorSecret: settings.ORIGIN_SECRET });
