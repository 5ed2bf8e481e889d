import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import * as z from "zod";
import { renewRoutes } from "./pages/renew-routes.tsx";
import { whyRoutes } from "./pages/why-routes.tsx";
import { termsApi } from "./terms-api.ts";

const settings = readSettings(z.object({ ORIGIN_SECRET: z.string().min(16) }), process.env);

export const handler = webHandler([...termsApi, ...renewRoutes, ...whyRoutes], {
  cursorSecret: settings.ORIGIN_SECRET,
});
