import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import * as z from "zod";
import { applicationRoutes } from "./pages/console-application-routes.tsx";
import { typeRoutes } from "./pages/console-type-routes.tsx";
import { typesApi } from "./types-api.ts";

const settings = readSettings(z.object({ ORIGIN_SECRET: z.string().min(16) }), process.env);

export const handler = webHandler([...typesApi, ...typeRoutes, ...applicationRoutes], {
  cursorSecret: settings.ORIGIN_SECRET,
});
