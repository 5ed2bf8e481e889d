import { parseArgs } from "node:util";
import * as z from "zod";

const Seed = z.enum(["none", "demo", "national"], { error: "--seed is none, demo or national" });

const Options = z.object({
  port: z.coerce.number().int().min(1).max(65_533, "--port is a number up to 65533").default(4000),
  data: z.string().min(1).default(".local"),
  fresh: z.boolean().default(false),
  seed: Seed.default("demo"),
});
export type Options = z.infer<typeof Options>;

/** What is wrong with how a command was called or with this machine: one line for a person, no stack. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}

/** The options of `pnpm dev`; throws Unusable with one line. */
export function readOptions(args: readonly string[]): Options {
  const flags = {
    port: { type: "string" },
    data: { type: "string" },
    fresh: { type: "boolean" },
    seed: { type: "string" },
  } as const;
  try {
    const parsed = Options.safeParse(parseArgs({ args: [...args], options: flags }).values);
    if (parsed.success) return parsed.data;
    throw new Unusable(parsed.error.issues[0]?.message ?? "the options are not right");
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable((error as Error).message);
  }
}
