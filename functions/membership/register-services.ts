import { systemClock } from "@alliance/core";
import { s3Uploads } from "@alliance/files";
import { readSettings } from "@alliance/http";
import * as z from "zod";
import { portalServices } from "./portal-services.ts";
import { registerReader } from "./register/register.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";
import { searchableRegisterReader } from "./register/searchable-register.ts";
import type { SearchServices, Services, UploadServices } from "./services.ts";

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

/** The same with what uploads by a page need. */
export function uploadServices(env: NodeJS.ProcessEnv): UploadServices {
  const { PUBLIC_ORIGIN: publicOrigin, ...settings } = readSettings(S3Settings.extend({ PUBLIC_ORIGIN: z.url() }), env);
  return { ...searchServices(env), uploads: s3Uploads(settings, systemClock), publicOrigin };
}
