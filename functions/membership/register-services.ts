import { systemClock } from "@alliance/core";
import { readSettings } from "@alliance/http";
import { portalServices } from "./portal-services.ts";
import { registerReader } from "./register/register.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";
import type { Services } from "./routes.ts";

/** The same with the national register, read from the bucket and kept by the instance. */
export function registerServices(env: NodeJS.ProcessEnv): Services {
  const files = s3Files(readSettings(S3Settings, env), systemClock);
  return { ...portalServices(env), files, register: registerReader(files) };
}
