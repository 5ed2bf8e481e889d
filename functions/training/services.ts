import { readSettings } from "@alliance/http";
import * as z from "zod";

/** What the pages are given beside the context of a request. */
export interface TrainingServices {
  /** Seals the cursors that leave the platform. */
  readonly cursorSecret: string;
  /** Where the platform is reached: calendars hold whole addresses. */
  readonly publicOrigin: string;
}

/** Throws with the name of a setting that is wrong. */
export function trainingServices(env: NodeJS.ProcessEnv): TrainingServices {
  const settings = readSettings(z.object({ ORIGIN_SECRET: z.string().min(16), PUBLIC_ORIGIN: z.url() }), env);
  return { cursorSecret: settings.ORIGIN_SECRET, publicOrigin: settings.PUBLIC_ORIGIN };
}
