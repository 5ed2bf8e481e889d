import { systemClock } from "@alliance/core";
import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { pageRoutes } from "./pages/routes.tsx";
import { registerReader } from "./register/register.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";
import { routes } from "./routes.ts";

const files = s3Files(readSettings(S3Settings, process.env), systemClock);

export const handler = webHandler([...routes, ...pageRoutes], { files, register: registerReader(files) });
