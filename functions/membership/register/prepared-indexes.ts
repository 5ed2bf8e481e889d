import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as z from "zod";
import type { Establishment } from "./establishment.ts";
import { type PreparedIndex, placeOf, prepareIndex } from "./search-index.ts";
import { parseLine, type Snapshot, unzipped } from "./snapshot.ts";
import type { Trust } from "./trust.ts";

/** What searches need beside a snapshot, made once with it; by place in the snapshot's lists. */
export interface Indexes {
  readonly establishments: PreparedIndex;
  readonly trusts: PreparedIndex;
}

// We wrote it ourselves; here only the frame is checked.
const Prepared = z.object({ words: z.array(z.string()), index: z.unknown() });
const Frame = z.object({ format: z.literal(1), establishments: Prepared, trusts: Prepared });

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
  promisify(gzip)(JSON.stringify({ format: 1, ...indexes }), { level: 5 });

export async function decodeIndexes(bytes: AsyncIterable<Uint8Array>): Promise<Indexes> {
  return Frame.parse(JSON.parse(await unzipped(bytes)));
}
