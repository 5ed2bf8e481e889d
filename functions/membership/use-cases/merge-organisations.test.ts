import { affiliationHistoryOf, peopleOf, readContact } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { published, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { aliasKey, organisationKey } from "../keys/organisation.ts";
import { termKey } from "../keys/term.ts";
import { harbour, idNumbered, mergeWorld, quay, school, term } from "../merging/test-world.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";
import { listOrganisations } from "./list-organisations.ts";
import { mergeOrganisations } from "./merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "./preview-merge.ts";
import { readOrganisation } from "./read-organisation.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };
const two = [school(harbour, "900001"), school(quay, "900002")];

async function merge(ctx: TestCtx, asked: MergeQuestion = question) {
  const { seen } = await previewMerge(ctx, asked);
  return mergeOrganisations(ctx, { ...asked, seen, reason: "entered twice" });
}

const organisationOf = async ({ table }: Ctx, id: string) => (await table.get(organisationKey(id), Organisation))?.data;
const termOf = async ({ table }: Ctx, id: string, year = "2026-27") => (await table.get(termKey(id, year), Term))?.data;

const leadsTo = async ({ table }: Ctx, urn: string) => (await table.get(aliasKey("urn", urn), Alias))?.data;
test("the one that disappears leads to the other, by id, number and name", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { mergeId } = await merge(ctx);
  expect(await organisationOf(ctx, harbour)).toMatchObject({ mergedInto: quay, mergeId, name: "School 900001" });
  expect(await organisationOf(ctx, quay)).toMatchObject({
    name: "School 900002",
    formerNames: [{ name: "School 900001", until: "2026-11-20" }],
    identifiers: [
      { scheme: "urn", value: "900001", from: "2001-09-01", until: "2026-11-20" },
      { scheme: "urn", value: "900002", from: "2001-09-01" },
    ],
  });
  expect(await leadsTo(ctx, "900001")).toEqual({ organisationId: quay });
  expect((await readOrganisation(ctx, harbour)).organisation.organisationId).toBe(quay);
  const listed = await listOrganisations(ctx, { limit: 25 });
  expect(listed.items.map(({ organisation }) => organisation.organisationId)).toEqual([quay]);
  expect(published(ctx).map(({ type, about }) => [type, about])).toEqual([["membership.organisations-merged", quay]]);
});

test("people move with their dates; the same role at both is held on every day of either", async () => {
  const [ada, ben] = [idNumbered("per", 1), idNumbered("per", 2)];
  const ctx = await mergeWorld({
    organisations: two,
    people: [
      { personId: ada, organisationId: harbour, role: "lead", from: "2020-01-01" },
      { personId: ada, organisationId: quay, role: "lead", from: "2026-01-01", until: "2027-01-01" },
      { personId: ben, organisationId: harbour, role: "colleague", from: "2025-01-01", until: "2025-06-30" },
      { personId: ben, organisationId: quay, role: "colleague", from: "2026-01-01" },
    ],
  });
  await merge(ctx);
  expect(await peopleOf(ctx.table, harbour)).toEqual([]);
  expect(await affiliationHistoryOf(ctx.table, ada)).toEqual([
    { personId: ada, organisationId: quay, role: "lead", from: "2020-01-01" },
  ]);
  expect(await affiliationHistoryOf(ctx.table, ben)).toEqual([
    {
      ...{ personId: ben, organisationId: quay, role: "colleague", from: "2026-01-01" },
      earlier: [{ from: "2025-01-01", until: "2025-06-30" }],
    },
  ]);
});

test("a membership that only one has goes on at the other, with what was told of it", async () => {
  const sold = term(harbour, 1);
  const ctx = await mergeWorld({
    organisations: two,
    terms: [sold],
    reminders: [[harbour, sold.membershipId, "90"]],
  });
  await merge(ctx);
  expect(await termOf(ctx, harbour)).toBeUndefined();
  expect(await termOf(ctx, quay)).toEqual({ ...sold, organisationId: quay, organisationName: "School 900002" });
  expect(ctx.table.items.has(`organisation#${quay}\nreminder#${sold.membershipId}#90`)).toBe(true);
});

test("a year that both have paid for stays once, and the days of the other are a credit", async () => {
  const ctx = await mergeWorld({
    organisations: two,
    terms: [term(harbour, 1), term(quay, 2, { startsOn: "2026-11-21" })],
  });
  const { credits } = await merge(ctx);
  expect(credits).toMatchObject([{ termDays: 365, overlapDays: 284, netPence: 25_000, overlapNetPence: 19_452 }]);
  expect(await termOf(ctx, quay)).toEqual(term(quay, 2, { startsOn: "2026-11-21" }));
  expect(await termOf(ctx, harbour)).toEqual({ ...term(harbour, 1), mergedInto: quay });
  const merged = published(ctx).find(({ type }) => type === "membership.terms-merged");
  expect(merged?.data).toMatchObject({ organisationId: harbour, intoOrganisationId: quay, overlapNetPence: 19_452 });
});

test("two organisations that became one are credited from the day, since both used what they paid for before", async () => {
  const ctx = await mergeWorld({ organisations: two, terms: [term(harbour, 1), term(quay, 2)] });
  const { credits } = await merge(ctx, { ...question, because: "became-one" });
  expect(credits).toMatchObject([{ overlapDays: 284 }]);
});

test("what runs on behind the other's membership runs on", async () => {
  const long = term(harbour, 1, { academicYear: "2025-26", startsOn: "2026-06-01" });
  const ctx = await mergeWorld({
    organisations: two,
    terms: [long, term(quay, 2, { academicYear: "2025-26", startsOn: "2025-09-01", endsOn: "2026-08-31" })],
  });
  const { credits } = await merge(ctx);
  expect(credits).toMatchObject([{ termDays: 457, overlapDays: 92, overlapNetPence: 5_033 }]);
  expect(await termOf(ctx, quay, "2026-27")).toMatchObject({
    ...{ membershipId: long.membershipId, startsOn: "2026-09-01", endsOn: "2027-08-31" },
    netPence: 25_000 - 5_033,
  });
});

test("who was named and invited is asked into the organisation that stays", async () => {
  const [contactId, invitationId] = [idNumbered("con", 1), idNumbered("ivt", 1)];
  const contact = {
    contactId,
    organisationId: harbour,
    name: "Cy",
    email: "cy@school.example",
    role: "finance",
  } as const;
  const ctx = await mergeWorld({
    organisations: two,
    contacts: [{ ...contact, createdAt: "2026-11-01T10:00:00.000Z" }],
    invitations: [
      {
        ...{ invitationId, contactId, organisationId: harbour, organisationName: "School 900001", role: "finance" },
        ...{ invitedBy: idNumbered("per", 1), sentAt: "2026-11-01T10:00:00.000Z", sendings: 1, status: "open" },
        expiresAt: "2026-12-01T10:00:00.000Z",
      },
    ],
  });
  const { swaps } = await merge(ctx);
  expect((await readContact(ctx.table, contactId))?.data).toMatchObject({ organisationId: quay, name: "Cy" });
  expect(ctx.table.items.get(`invitation#${invitationId}\ninvitation`)?.data).toMatchObject({ organisationId: quay });
  expect(JSON.stringify([swaps, published(ctx)])).not.toContain("cy@school.example");
});
