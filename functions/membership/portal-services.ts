import { readSettings } from "@alliance/http";
import * as z from "zod";
import type { PortalServices } from "./services.ts";

/** What the pages and routes need that never look into the register; throws with the name of a setting that is wrong. */
export const portalServices = (env: NodeJS.ProcessEnv): PortalServices => ({
  cursorSecret: readSettings(z.object({ ORIGIN_SECRET: z.string().min(16) }), env).ORIGIN_SECRET,
});
