import { readGroups } from "@alliance/membership/register/read-groups";
import { groupsFile } from "@alliance/membership/register/sample-file";
import { expect, test } from "vitest";
import { inventGroups } from "./groups-generator.ts";
import { inventSchools } from "./register-generator.ts";

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const schools = inventSchools({ rows: 900, seed: 7 });

test("invented trusts are read by the platform's own reader; each school is in one, and closed ones are in none", async () => {
  const { trusts, members } = await readGroups(inOnePiece(groupsFile(inventGroups(schools, 7))));
  expect(members.length).toBeGreaterThan(150);
  expect(trusts.length).toBeGreaterThan(members.length / 20);
  expect(new Set(members.map(({ urn }) => urn)).size).toBe(members.length);
  const closed = schools.filter((school) => school["EstablishmentStatus (code)"] === "2").map(({ URN }) => URN);
  expect(members.filter(({ urn }) => closed.includes(urn))).toEqual([]);
  expect(new Set(trusts.map(({ name }) => name)).size).toBe(trusts.length);
});

test("the same seed makes the same trusts", () => {
  expect(inventGroups(schools, 7)).toEqual(inventGroups(schools, 7));
});
