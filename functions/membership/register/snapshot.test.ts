import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Establishment } from "./establishment.ts";
import { mergeSnapshot } from "./merge-snapshot.ts";
import { decodeIndexes } from "./prepared-indexes.ts";
import { searchableRegisterOf } from "./searchable-register.ts";
import { decodeSnapshot, emptySnapshot, encodeSnapshot, linesOf } from "./snapshot.ts";

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
const school: Establishment = { urn: "900001", name: "St Chloë’s\u2028School", status: "open" };
const link = { urn: "900001", linkUrn: "900002", type: "Successor" };

test("a snapshot comes back as it was, with trusts, spells and every character", async () => {
  const snapshot = {
    establishments: linesOf([school]),
    links: linesOf([link]),
    trusts: linesOf([{ uid: "7", name: "Beacon Trust", type: "Single-academy trust" }]),
    spells: linesOf([{ urn: "900001", trustUid: "7", from: "2024-09-01" }]),
  };
  const read = await decodeSnapshot(inOnePiece(await encodeSnapshot(snapshot)));
  expect(read).toEqual(snapshot);
  const register = searchableRegisterOf(read);
  expect(register.find("900001")).toEqual(school);
  expect(register.findTrust("7")?.name).toBe("Beacon Trust");
  expect(register.spellsOf("900001")).toHaveLength(1);
});

test("an empty register is one too", async () => {
  expect(await decodeSnapshot(inOnePiece(await encodeSnapshot(emptySnapshot)))).toEqual(emptySnapshot);
});

test("a snapshot of before there were trusts is read, searched and merged with", async () => {
  const first = gzipSync(JSON.stringify({ format: 1, establishments: [school], links: [link] }));
  const read = await decodeSnapshot(inOnePiece(first));
  expect(read).toEqual({ ...emptySnapshot, establishments: linesOf([school]), links: linesOf([link]) });
  expect((await searchableRegisterOf(read).search("chloe", 5)).map(({ urn }) => urn)).toEqual(["900001"]);
  const content = { establishments: linesOf([school]), links: [link], groups: undefined };
  expect(mergeSnapshot(read, content, "2026-11-21")).toMatchObject({
    isSame: true,
    counts: { unchanged: 1, links: 1 },
  });
});

test("an index of another format is made anew instead", async () => {
  const other = gzipSync(JSON.stringify({ format: 1, establishments: {}, trusts: {} }));
  expect(await decodeIndexes(inOnePiece(other))).toBeUndefined();
});
