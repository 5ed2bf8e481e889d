import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as z from "zod";
import type { Establishment, EstablishmentLink } from "./establishment.ts";
import { numberOf, parseLine, type Snapshot, unzipped } from "./snapshot.ts";

/** What was before, of a row that is another one now: as much as somebody may have to decide about. */
export type Before = Pick<Establishment, "name" | "status" | "proposedToClose" | "closedOn">;

/** What one import changed, kept beside its snapshot until it was followed. */
export interface RegisterChanges {
  /** URNs whose row or trust changed, new ones included. */
  readonly urns: readonly string[];
  /** By URN. */
  readonly before: Readonly<Record<string, Before>>;
  /** Links that no earlier file had. */
  readonly newLinks: readonly EstablishmentLink[];
}

const differing = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((line) => !known.has(line));
};

const seen = ({ name, status, proposedToClose, closedOn }: Establishment): Before => ({
  name,
  status,
  ...(proposedToClose ? { proposedToClose } : {}),
  ...(closedOn ? { closedOn } : {}),
});

export function changesBetween(before: Snapshot, after: Snapshot): RegisterChanges {
  const rows = differing(before.establishments, after.establishments).map(numberOf);
  const moved = differing(before.spells, after.spells).map(numberOf);
  const newLinks = differing(before.links, after.links).map((line) => parseLine<EstablishmentLink>(line));
  const isChanged = new Set(rows);
  const known = before.establishments.filter((line) => isChanged.has(numberOf(line)));
  return {
    urns: [...new Set([...rows, ...moved])],
    before: Object.fromEntries(known.map((line) => [numberOf(line), seen(parseLine<Establishment>(line))])),
    newLinks,
  };
}

// We wrote it ourselves; here only the frame is checked.
const Frame = z.object({
  format: z.literal(1),
  urns: z.array(z.string()),
  before: z.record(z.string(), z.unknown()),
  newLinks: z.array(z.unknown()),
});

export const encodeChanges = (changes: RegisterChanges): Promise<Uint8Array> =>
  promisify(gzip)(JSON.stringify({ format: 1, ...changes }));

export async function decodeChanges(bytes: AsyncIterable<Uint8Array>): Promise<RegisterChanges> {
  const { urns, before, newLinks } = Frame.parse(JSON.parse(await unzipped(bytes)));
  return { urns, before: before as Record<string, Before>, newLinks: newLinks as EstablishmentLink[] };
}
