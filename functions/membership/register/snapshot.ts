import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import * as z from "zod";
import type { Establishment, EstablishmentLink } from "./establishment.ts";

/** The whole register as of one import, as it lies in the bucket; establishments in the order of their URNs. */
export interface Snapshot {
  readonly establishments: readonly Establishment[];
  readonly links: readonly EstablishmentLink[];
}

export const emptySnapshot: Snapshot = { establishments: [], links: [] };

// Rows were checked one by one when they were imported, by us; here only the frame is.
const Frame = z.object({ format: z.literal(1), establishments: z.array(z.unknown()), links: z.array(z.unknown()) });

export function encodeSnapshot(snapshot: Snapshot): Promise<Uint8Array> {
  return promisify(gzip)(JSON.stringify({ format: 1, ...snapshot }), { level: 6 });
}

export async function decodeSnapshot(bytes: AsyncIterable<Uint8Array>): Promise<Snapshot> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const text = (await promisify(gunzip)(Buffer.concat(chunks))).toString("utf8");
  const { establishments, links } = Frame.parse(JSON.parse(text));
  return { establishments: establishments as Establishment[], links: links as EstablishmentLink[] };
}

export interface Merged {
  readonly snapshot: Snapshot;
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly kept: number;
    readonly links: number;
  };
  readonly isSame: boolean;
}

/**
 * A new file over what was known. Establishments that the file does not name stay: the register never forgets one,
 * so a file without them is a part of it. Without a links file the links stay too.
 */
export function mergeSnapshot(
  before: Snapshot,
  rows: readonly Establishment[],
  links: readonly EstablishmentLink[] | undefined,
): Merged {
  const known = new Map(before.establishments.map((row) => [row.urn, row]));
  let added = 0;
  let changed = 0;
  for (const row of rows) {
    const old = known.get(row.urn);
    if (old === undefined) added += 1;
    else if (JSON.stringify(old) !== JSON.stringify(row)) changed += 1;
    else continue;
    known.set(row.urn, row);
  }
  const linksChanged = links !== undefined && JSON.stringify(links) !== JSON.stringify(before.links);
  const establishments = [...known.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  const snapshot = { establishments, links: links ?? before.links };
  return {
    snapshot,
    counts: {
      rows: rows.length,
      added,
      changed,
      unchanged: rows.length - added - changed,
      kept: establishments.length - rows.length,
      links: snapshot.links.length,
    },
    isSame: added + changed === 0 && !linksChanged,
  };
}
