import { systemClock } from "@alliance/core";
import { readSettings } from "@alliance/http";
import { portalServices } from "./portal-services.ts";
import { registerReader } from "./register/register.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";
import { searchableRegisterReader } from "./register/searchable-register.ts";
import type { SearchServices, Services } from "./routes.ts";

const filesOf = (env: NodeJS.ProcessEnv) => s3Files(readSettings(S3Settings, env), systemClock);

/** The same with the national register, read from the bucket and kept by the instance. */
export function registerServices(env: NodeJS.ProcessEnv): Services {
  const files = filesOf(env);
  return { ...portalServices(env), files, register: registerReader(files) };
}

/** The same where schools are searched by words: join's function is lighter without it. */
export function searchServices(env: NodeJS.ProcessEnv): SearchServices {
  const files = filesOf(env);
  return { ...portalServices(env), files, register: searchableRegisterReader(files) };
}
