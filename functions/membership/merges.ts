import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import * as z from "zod";
import { mergeRoutes } from "./pages/console-merge-routes.tsx";

const settings = readSettings(z.object({ ORIGIN_SECRET: z.string().min(16) }), process.env);

export const handler = webHandler(mergeRoutes, { cursorSecret: settings.ORIGIN_SECRET });
