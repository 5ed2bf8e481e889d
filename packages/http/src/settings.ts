import { Problem } from "@alliance/core";
import * as z from "zod";

/** What every web function needs from its environment; refuses to start with the names of what is wrong. */
export const WebSettings = z.object({
  CONTEXT: z.string(),
  TABLE_NAME: z.string().min(1),
  PUBLIC_ORIGIN: z.url(),
  ORIGIN_SECRET: z.string().min(16),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
});
export type WebSettings = z.infer<typeof WebSettings>;

export function readSettings<S extends z.ZodType>(
  schema: S,
  environment: Record<string, string | undefined>,
): z.infer<S> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Problem("unavailable", `settings are missing or wrong: ${names.join("; ")}`);
}
