import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as z from "zod";
import type { Establishment } from "./establishment.ts";
import { placeOf } from "./search-index.ts";
import { parseLine, type Snapshot, unzipped } from "./snapshot.ts";
import type { Trust } from "./trust.ts";
import { type PreparedIndex, prepareIndex } from "./word-index.ts";

/** What searches need beside a snapshot, made once with it; by place in the snapshot's lists. */
export interface Indexes {
  readonly establishments: PreparedIndex;
  readonly trusts: PreparedIndex;
}

// We wrote it ourselves; here only the frame is checked.
const Prepared = z.object({
  words: z.array(z.string()),
  ...{ starts: z.string(), entries: z.string(), nameLengths: z.string(), placeLengths: z.string() },
});
const Frame = z.object({ format: z.literal(2), establishments: Prepared, trusts: Prepared });

function* schoolsOf({ establishments }: Snapshot) {
  for (const line of establishments) {
    const school = parseLine<Establishment>(line);
    yield { name: school.name, place: placeOf(school) };
  }
}

function* trustsOf({ trusts }: Snapshot) {
  for (const line of trusts) yield { name: parseLine<Trust>(line).name, place: "" };
}

export const prepareIndexes = (snapshot: Snapshot): Indexes => ({
  establishments: prepareIndex(schoolsOf(snapshot)),
  trusts: prepareIndex(trustsOf(snapshot)),
});

export const encodeIndexes = (indexes: Indexes): Promise<Uint8Array> =>
  promisify(gzip)(JSON.stringify({ format: 2, ...indexes }), { level: 5 });

/** Undefined for those of another format, as an older version wrote them. */
export async function decodeIndexes(bytes: AsyncIterable<Uint8Array>): Promise<Indexes | undefined> {
  return Frame.safeParse(JSON.parse(await unzipped(bytes))).data;
}
