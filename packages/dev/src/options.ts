import { parseArgs } from "node:util";
import * as z from "zod";

const Seed = z.enum(["none", "demo", "national"], { error: "--seed is none, demo or national" });

// The two ports after it are the AWS APIs' and the payment page's.
const portError = "--port is a whole number from 1 to 65533";
const Port = z.coerce.number(portError).int(portError).min(1, portError).max(65_533, portError);

const Options = z.object({
  port: Port.default(4000),
  data: z.string().min(1, "--data is a folder").default(".local"),
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
