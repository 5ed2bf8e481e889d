import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import * as z from "zod";
import { portalRoutes } from "./pages/portal-routes.tsx";
import { routes } from "./routes.ts";

const settings = readSettings(z.object({ ORIGIN_SECRET: z.string().min(16) }), process.env);

export const handler = webHandler([...routes, ...portalRoutes], { cursorSecret: settings.ORIGIN_SECRET });
