import { expect, test } from "vitest";
import { RegisterFileError } from "./cells.ts";
import { readGroups } from "./read-groups.ts";
import { groupsFile, sampleGroups } from "./sample-file.ts";

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
const read = (bytes: Uint8Array) => readGroups(inOnePiece(bytes));

test("reads trusts with their numbers, and who is in them since when", async () => {
  const { trusts, members } = await read(groupsFile(sampleGroups));
  expect(trusts.map(({ uid, companyNumber }) => [uid, companyNumber])).toEqual([
    ["5001", "07900001"],
    ["5002", undefined],
  ]);
  expect(members).toEqual([
    { urn: "900003", trustUid: "5001", joinedOn: "2024-09-01" },
    { urn: "900001", trustUid: "5001", joinedOn: "2026-01-01" },
  ]);
});

test("of two rows of the same school and trust the later joining counts", async () => {
  const rows = ["01-09-2020", "01-09-2025", "01-09-2022"].map((day) => ({ ...sampleGroups[0], "Joined date": day }));
  const { members } = await read(groupsFile(rows as typeof sampleGroups));
  expect(members).toEqual([{ urn: "900003", trustUid: "5001", joinedOn: "2025-09-01" }]);
});

test.each([
  ["a trust without a number", { "Group UID": "" }, "Group UID", "is empty"],
  ["a number that is none", { "Group UID": "TR05001" }, "Group UID", "is not a number"],
  ["a URN that is none", { URN: "9" }, "URN", "is not a number of six digits"],
  ["a day that does not exist", { "Joined date": "31-06-2024" }, "Joined date", "is not a date as DD-MM-YYYY"],
  ["a trust without a name", { "Group Name": " " }, "Group Name", "is empty"],
])("%s refuses the file with line and column", async (_, change, column, reason) => {
  const rows = [sampleGroups[1], { ...sampleGroups[0], ...change }] as typeof sampleGroups;
  const refused = read(groupsFile(rows)).catch((error: unknown) => error);
  expect(await refused).toBeInstanceOf(RegisterFileError);
  expect(await refused).toMatchObject({ line: 3, column, message: reason });
});

test("a file of another kind is told by the column it lacks", async () => {
  const refused = read(Buffer.from("URN,EstablishmentName\n900001,Harbour View\n")).catch((error: unknown) => error);
  expect(await refused).toMatchObject({ line: 1, column: "Group UID" });
});
