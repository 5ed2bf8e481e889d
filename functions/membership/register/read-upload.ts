import { RegisterFileError } from "./cells.ts";
import type { RegisterFileKeys, RegisterFiles } from "./files.ts";
import type { Content } from "./merge-snapshot.ts";
import { establishmentsIn } from "./read-establishments.ts";
import { readGroups } from "./read-groups.ts";
import { readLinks } from "./read-links.ts";

/** Every so many rows somebody is told how far it is. */
export const rowsPerStep = 5_000;

/** A file of the three that is wrong is named, so that line and column can be found. */
async function named<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof RegisterFileError)) throw error;
    throw new RegisterFileError(error.line, error.column, `${error.message} (${file} file)`);
  }
}

async function readRows(bytes: AsyncIterable<Uint8Array>, tell: (rows: number) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  for await (const establishment of establishmentsIn(bytes)) {
    lines.push(JSON.stringify(establishment));
    if (lines.length % rowsPerStep === 0) await tell(lines.length);
  }
  return lines;
}

/** All files of an upload, read whole and checked before anything of them counts. */
export async function readUpload(
  files: RegisterFiles,
  keys: RegisterFileKeys,
  tell: (rows: number) => Promise<void>,
): Promise<Content> {
  const bytes = await files.read(keys.establishments);
  if (bytes === undefined) throw new RegisterFileError(1, "URN", "is missing: no establishments file was uploaded");
  const establishments = await readRows(bytes, tell);
  const linksBytes = await files.read(keys.links);
  const links = linksBytes && (await named("links", readLinks(linksBytes)));
  const groupsBytes = await files.read(keys.groups);
  const groups = groupsBytes && (await named("groups", readGroups(groupsBytes)));
  return { establishments, links, groups };
}
