import type { Beginning } from "@alliance/files";
import { establishmentsShape, groupsShape, linksShape } from "./file-shapes.ts";
import type { RegisterFileKeys } from "./files.ts";

export type RegisterFileName = keyof RegisterFileKeys;
export const registerFileNames = ["establishments", "links", "groups"] as const satisfies RegisterFileName[];

/** The register's header is about 4,000 bytes long. */
export const firstLookBytes = 16_384;

/** The national file has about 60 MB. */
export const maxFileBytes = 250_000_000;

const columns: Readonly<Record<RegisterFileName, readonly string[]>> = {
  establishments: establishmentsShape.required,
  links: linksShape.required,
  groups: groupsShape.required,
};

const beginsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

/** The names in the first line, as far as commas alone tell; undefined when the line is longer than what we have. */
function headerOf(bytes: Uint8Array): readonly string[] | undefined {
  const [line, more] = Buffer.from(bytes)
    .toString("latin1")
    .replace(/^ï»¿/, "")
    .split(/\r\n|\n|\r/, 2);
  const isWhole = more !== undefined || bytes.length < firstLookBytes;
  return isWhole ? (line ?? "").split(",").map((name) => name.replace(/^\s*"|"\s*$/g, "").trim()) : undefined;
}

/**
 * What is plainly wrong with an uploaded file by its first bytes, in words that go on from "This file …": said before
 * anything is imported. The import itself checks every row.
 */
export function problemOf(file: RegisterFileName, { bytes, sizeBytes }: Beginning): string | undefined {
  if (sizeBytes === 0) return "is empty. Download it again, then upload it here.";
  if (beginsWith(bytes, "PK")) {
    return "is a ZIP file or a spreadsheet. Unzip it, or save the spreadsheet as CSV, then upload the CSV file.";
  }
  // NUL is in no CSV file but one in UTF-16; that one is told by the import in so many words.
  const isUtf16 = beginsWith(bytes, "\xff\xfe") || beginsWith(bytes, "\xfe\xff");
  if (isUtf16) return "is saved as Unicode text. Save it again as CSV or as CSV UTF-8, then upload it.";
  if (bytes.includes(0) || beginsWith(bytes, "%PDF")) return "is not a CSV file.";
  const header = headerOf(bytes);
  if (header === undefined) return undefined;
  const lacks = (name: RegisterFileName) => columns[name].find((column) => !header.includes(column));
  const missing = lacks(file);
  if (missing === undefined) return undefined;
  const other = registerFileNames.find((name) => lacks(name) === undefined);
  return other === undefined
    ? `has no column “${missing}” in its first line, so it is not the ${file} file.`
    : `is the ${other} file, not the ${file} file.`;
}
