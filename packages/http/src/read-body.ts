import { Problem } from "@alliance/core";
import type * as z from "zod";
import { type Files, fieldErrors } from "./form.ts";

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

/** What a body of this type must not be larger than beside its files: names of fields, boundaries. */
const aroundFiles = 20_000;

/** A form with files, `multipart/form-data`: its fields as a urlencoded form would have them, and the files' bytes. */
export async function readFilesForm(
  request: Request,
  maxFileBytes: number,
): Promise<{ readonly text: string; readonly files: Files }> {
  const most = maxFileBytes + aroundFiles;
  const tooLarge = () => new Problem("too-large", `Please send at most ${Math.floor(maxFileBytes / 1_000_000)} MB.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const body = await request.arrayBuffer();
  if (body.byteLength > most) throw tooLarge();
  const type = request.headers.get("content-type") ?? "";
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
    throw new Problem("malformed", "This form was not complete. Please go back, reload the page and try again.");
  });
  const fields = new URLSearchParams();
  const files = new Map<string, Uint8Array>();
  for (const [name, value] of form) {
    if (typeof value === "string") fields.append(name, value);
    else if (value.size > 0) files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { text: fields.toString(), files };
}

export const isFilesForm = (request: Request): boolean =>
  request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === "multipart/form-data";

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
