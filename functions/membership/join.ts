import { systemClock } from "@alliance/core";
import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import * as z from "zod";
import { joinRoutes } from "./pages/join-routes.tsx";
import { registerReader } from "./register/register.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";

const settings = readSettings(S3Settings.extend({ ORIGIN_SECRET: z.string().min(16) }), process.env);
const files = s3Files(settings, systemClock);
const services = { files, register: registerReader(files), cursorSecret: settings.ORIGIN_SECRET };

export const handler = webHandler(joinRoutes, services);
