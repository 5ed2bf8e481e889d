import { Problem } from "@alliance/core";
import type * as z from "zod";
import { fieldErrors } from "./form.ts";

/** Larger files go to the bucket, never through a function. */
export const maxBodyBytes = 100_000;

export async function readText(request: Request): Promise<string> {
  const tooLarge = () => new Problem("too-large", `Please send at most ${maxBodyBytes / 1000} kilobytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxBodyBytes) throw tooLarge();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("malformed", "The request is not text in UTF-8.");
  }
}

export function requireType(request: Request, type: string): void {
  const given = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (given !== type) throw new Problem("unsupported-type", `Please send ${type}.`);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("malformed", "The body is not JSON.");
  }
}

export function parseAs(schema: unknown, value: unknown, what: string): never {
  const parsed = (schema as z.ZodType | undefined)?.safeParse(value);
  if (parsed === undefined) return undefined as never;
  if (parsed.success) return parsed.data as never;
  throw new Problem("invalid-input", `Something in the ${what} is not right.`, fieldErrors(parsed.error));
}

/** An address whose id cannot be one of ours is a page that does not exist. */
export function parseParams(schema: unknown, value: unknown): never {
  const parsed = (schema as z.ZodType | undefined)?.safeParse(value);
  if (parsed === undefined) return undefined as never;
  if (parsed.success) return parsed.data as never;
  throw new Problem("not-found", "We cannot find that.");
}
