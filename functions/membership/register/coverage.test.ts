import { type Coverage, coveragePut } from "@alliance/entitlement";
import { expect, test } from "vitest";
import type { Organisation } from "../schema/organisation.ts";
import { coverageByRegister, coverageChange } from "./coverage.ts";
import type { Establishment } from "./establishment.ts";
import { registerOf } from "./register.ts";
import { emptySnapshot, linesOf } from "./snapshot.ts";
import type { TrustSpell } from "./trust.ts";

const today = "2026-11-21";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const school = (more: Partial<Establishment> = {}): Establishment => ({
  ...{ urn: "900001", name: "Harbour View Primary School", status: "open", openedOn: "1990-09-01" },
  ...{ laCode: "840", type: "Community school", typeGroup: "Local authority maintained schools" },
  ...more,
});
const registerWith = (establishments: Establishment[], spells: TrustSpell[] = []) =>
  registerOf({ ...emptySnapshot, establishments: linesOf(establishments), spells: linesOf(spells) });
const organisation = (identifiers: Organisation["identifiers"] = [urn("900001")]): Organisation => ({
  ...{ organisationId, kind: "school", name: "Harbour View Primary School" },
  ...{ identifiers, registeredAt: "2026-11-21T12:00:00.000Z" },
});
function urn(value: string, until?: string): Organisation["identifiers"][number] {
  return { scheme: "urn", value, from: "1990-09-01", ...(until ? { until } : {}) };
}
const link = (scheme: "trust-uid" | "la-code", value: string, from: string, until?: string): Coverage => ({
  ...{ organisationId, organisationName: "Harbour View Primary School", by: { scheme, value }, from },
  ...(until ? { until } : {}),
});
const stored = (...links: Coverage[]) => links.map((data) => ({ key: coveragePut(data, 1).key, version: 1, data }));

test("a maintained school is tied to its authority since it opened, and to each trust it was in", () => {
  const spells = [
    { urn: "900001", trustUid: "5001", from: "2020-09-01", until: "2023-08-31" },
    { urn: "900001", trustUid: "5002", from: "2023-09-01" },
  ];
  expect(coverageByRegister(organisation(), registerWith([school()], spells))).toEqual([
    link("trust-uid", "5001", "2020-09-01", "2023-08-31"),
    link("trust-uid", "5002", "2023-09-01"),
    link("la-code", "840", "1990-09-01"),
  ]);
});

test("an academy and an independent school are not their authority's", () => {
  for (const type of ["Academy converter", "Other independent school", "Free schools"]) {
    expect(coverageByRegister(organisation(), registerWith([school({ type, typeGroup: "" })]))).toEqual([]);
  }
});

test("the successor's ties follow those of the school it carries on", () => {
  const register = registerWith(
    [school({ status: "closed", closedOn: "2025-08-31" }), school({ urn: "900018", type: "Academy converter" })],
    [{ urn: "900018", trustUid: "5001", from: "2025-09-01" }],
  );
  const both = organisation([urn("900001", "2025-08-31"), { scheme: "urn", value: "900018", from: "2025-09-01" }]);
  expect(coverageByRegister(both, register)).toEqual([
    link("la-code", "840", "1990-09-01", "2025-08-31"),
    link("trust-uid", "5001", "2025-09-01"),
  ]);
});

test("what is there already is not written again", () => {
  const links = [link("la-code", "840", "1990-09-01"), link("trust-uid", "5001", "2020-09-01")];
  expect(coverageChange(stored(...links), links, today)).toEqual({ put: [], remove: [], links: [] });
});

test("a spell that ended ends its link, as the next version of the same item", () => {
  const change = coverageChange(
    stored(link("trust-uid", "5001", "2020-09-01")),
    [link("trust-uid", "5001", "2020-09-01", "2026-10-31")],
    today,
  );
  expect(change.put.map(({ version, data }) => [version, data])).toEqual([
    [2, link("trust-uid", "5001", "2020-09-01", "2026-10-31")],
  ]);
});

test("a first day that the register corrects moves the link", () => {
  const before = stored(link("trust-uid", "5001", "2020-09-01"));
  const change = coverageChange(before, [link("trust-uid", "5001", "2020-04-01")], today);
  expect(change.links).toEqual([link("trust-uid", "5001", "2020-04-01")]);
  expect(change.remove).toEqual([{ key: before[0]?.key, version: 1 }]);
});

test("a school that goes to another authority belongs to the new one from tomorrow, also when that is read again", () => {
  const wanted = [link("la-code", "841", "1990-09-01")];
  const change = coverageChange(stored(link("la-code", "840", "1990-09-01")), wanted, today);
  expect(change.links).toEqual([
    link("la-code", "841", "2026-11-22"),
    link("la-code", "840", "1990-09-01", "2026-11-21"),
  ]);
  expect(coverageChange(stored(...change.links), wanted, today).put).toEqual([]);
  const closed = coverageChange(stored(...change.links), [link("la-code", "841", "1990-09-01", "2026-12-31")], today);
  expect(closed.links).toEqual([link("la-code", "841", "2026-11-22", "2026-12-31")]);
  expect(
    coverageChange(stored(...closed.links), [link("la-code", "841", "1990-09-01", "2026-12-31")], today).put,
  ).toEqual([]);
});

test("a link to somebody the register no more names ends today and stays", () => {
  const change = coverageChange(stored(link("trust-uid", "5001", "2020-09-01")), [], today);
  expect(change.links).toEqual([link("trust-uid", "5001", "2020-09-01", today)]);
  expect(change.remove).toEqual([]);
});
