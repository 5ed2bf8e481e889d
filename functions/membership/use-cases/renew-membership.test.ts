import { affiliationPut, contactPut, readContact } from "@alliance/auth";
import { isProblem, type PersonActor } from "@alliance/core";
import { commit, type Table } from "@alliance/store";
import { as, person, published, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { termsOf } from "../keys/term.ts";
import type { Application, JoinRequest } from "../schema/application.ts";
import { statusOn, Term } from "../schema/term.ts";
import { expiryOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { readRenewal } from "./read-renewal.ts";
import { releaseApplication } from "./release-application.ts";
import { renewMembership } from "./renew-membership.ts";

const card = { method: "card" } as const;
const invoice = { method: "invoice", purchaseOrderNumber: "PO-1" } as const;
const problem = (code: Parameters<typeof isProblem>[1]) => (error: unknown) => isProblem(error, code);
const day = (world: World, date: string) =>
  world.ctx.clock.moveSeconds((Date.parse(`${date}T10:00:00Z`) - Date.parse(world.ctx.clock.now())) / 1000);
const at = (application: Application, role: "lead" | "finance" | "colleague", personId?: string): PersonActor =>
  person(personId ?? application.applicantId, {
    affiliations: [{ organisationId: application.organisationId, role }],
  });

/** A member since November 2026, on a day. */
async function memberOn(date: string, more: Pick<JoinRequest, "billTo" | "contacts"> = {}) {
  const world = await worldWithRegister();
  const { application } = await applyToJoin(world.ctx, world.register, { urn: "900001", payment: card, ...more });
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  day(world, date);
  const { organisationId } = application;
  const lead = as(world.ctx, at(application, "lead"));
  const table: Table = world.ctx.table;
  const terms = async () => (await table.query(termsOf(organisationId), Term)).items.map(({ data }) => data);
  return { world, joined: application, organisationId, lead, terms };
}

test("the lead renews from ninety days before the end, at the price of a whole year, in a term of its own", async () => {
  const { world, joined, organisationId, lead, terms } = await memberOn("2027-06-02");
  const before = await terms();
  const { outcome, application } = await renewMembership(lead, { organisationId, payment: card });
  expect(outcome).toBe("submitted");
  expect(application).toMatchObject({ academicYear: "2027-28", startsOn: "2027-09-01", endsOn: "2028-08-31" });
  const [next, live] = await terms();
  expect(live).toEqual(before[0]);
  expect(next).toMatchObject({
    status: "pending",
    renewalOf: live?.membershipId,
    applicationId: application.applicationId,
  });
  expect(published(world.ctx).at(-1)).toMatchObject({
    type: "membership.application-submitted",
    data: { renewalOf: live?.membershipId, urn: joined.urn, lines: [{ netPence: application.netPence }] },
  });
});

test("it is billed to whoever was billed the year before, and for the size of then", async () => {
  const billTo = { name: "Northern Lights Trust", addressLines: ["1 Quay Street"] };
  const contacts = { finance: { name: "Bea Finch", email: "bea@school.example" } };
  const { world, joined, organisationId, lead, terms } = await memberOn("2027-06-10", { billTo, contacts });
  const { application } = await renewMembership(lead, { organisationId, payment: { method: "quote" } });
  const [contact] = joined.contacts;
  expect(application.contacts).toEqual([contact]);
  expect(published(world.ctx).at(-1)?.data).toMatchObject({
    payment: "quote",
    financeContactId: contact?.contactId,
    billTo,
  });
  const [next, live] = await terms();
  expect(next?.size).toBe(live?.size);
});

test("its letters about paying go to whoever is finance contact by now, not to one who has left", async () => {
  const contacts = { finance: { name: "Bea Finch", email: "bea@school.example" } };
  const { world, joined, organisationId, lead } = await memberOn("2027-06-10", { contacts });
  const [bea] = joined.contacts;
  const stored = await readContact(world.ctx.table, bea?.contactId ?? "");
  if (stored === undefined) throw new Error("nobody was named");
  const [left, now] = ["per_01KAK3F0Q90000000000000051", "per_01KAK3F0Q90000000000000052"] as const;
  const cy = { ...stored.data, contactId: "con_01KAK3F0Q90000000000000053", name: "Cy Lo", personId: now };
  const role = { organisationId, role: "finance", from: "2026-12-01" } as const;
  await commit(world.ctx, {
    put: [
      contactPut({ ...stored.data, personId: left }, stored.version + 1),
      affiliationPut({ ...role, personId: left, until: "2027-05-31" }, 1),
      contactPut(cy, 1),
      affiliationPut({ ...role, personId: now }, 1),
    ],
  });
  const { application } = await renewMembership(lead, { organisationId, payment: { method: "quote" } });
  expect(application.contacts).toEqual([{ role: "finance", contactId: cy.contactId }]);
});

test("its invoice puts it in force, without another lead; the term that runs is as it was", async () => {
  const { world, joined, organisationId, terms } = await memberOn("2027-06-10");
  const finance = as(world.ctx, at(joined, "finance", "per_01KAK3F0Q90000000000000042"));
  const { application } = await renewMembership(finance, { organisationId, payment: invoice });
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(application))).toBe("activated");
  const [next, live] = await terms();
  expect([next, live].map((term) => term && statusOn(term, "2027-06-10"))).toEqual(["upcoming", "active"]);
  const leads = [...world.ctx.table.items.values()].filter(({ entity }) => entity === "affiliation");
  expect(leads).toHaveLength(1);
});

test("a renewal that nobody pays is let go, and can be made again", async () => {
  const { world, organisationId, lead, terms } = await memberOn("2027-06-10");
  const { application } = await renewMembership(lead, { organisationId, payment: card });
  await releaseApplication(workerCtx(world.ctx), expiryOf(application));
  expect((await terms()).map(({ status }) => status)).toEqual(["active"]);
  expect((await renewMembership(lead, { organisationId, payment: invoice })).outcome).toBe("submitted");
});

test("twenty people at once renew once; who was not quickest is told", async () => {
  const { world, joined, organisationId, terms } = await memberOn("2027-06-10");
  const attempts = Array.from({ length: 20 }, (_, number) => {
    const personId = `per_01KAK3F0Q9${String(number).padStart(16, "0")}`;
    return renewMembership(as(world.ctx, at(joined, "lead", personId)), { organisationId, payment: card });
  });
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refused.every(problem("conflict"))).toBe(true);
  expect(await terms()).toHaveLength(2);
});

test("somebody's own renewal that waits leads back to it", async () => {
  const { organisationId, lead } = await memberOn("2027-06-10");
  const first = await renewMembership(lead, { organisationId, payment: card });
  const again = await renewMembership(lead, { organisationId, payment: invoice });
  expect(again).toEqual({ outcome: "yours-already", application: first.application });
});

test("too early, already renewed, or never a member is refused with what it means", async () => {
  const { world, organisationId, lead } = await memberOn("2027-06-01");
  await expect(renewMembership(lead, { organisationId, payment: card })).rejects.toThrow(
    "The membership of Harbour View Primary School runs until 31 August 2027. You can renew it from 2 June 2027.",
  );
  day(world, "2027-06-10");
  const { application } = await renewMembership(lead, { organisationId, payment: card });
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  await expect(renewMembership(lead, { organisationId, payment: card })).rejects.toThrow(
    "The membership of Harbour View Primary School is renewed: the next year begins on 1 September 2027.",
  );
  const other = (await applyToJoin(world.ctx, world.register, { urn: "900002", payment: card })).application;
  const newcomer = as(world.ctx, at(other, "lead"));
  await expect(renewMembership(newcomer, { organisationId: other.organisationId, payment: card })).rejects.toSatisfy(
    problem("not-found"),
  );
});

test("a colleague, a stranger and an assessor cannot renew; to them there is nothing", async () => {
  const { world, joined, organisationId } = await memberOn("2027-06-10");
  for (const actor of [at(joined, "colleague"), person(), staffMember("assessor")]) {
    const attempt = renewMembership(as(world.ctx, actor), { organisationId, payment: card });
    await expect(attempt).rejects.toSatisfy(problem("not-found"));
  }
});

test("staff renew for a school by invoice, in the name of its lead, and not by card", async () => {
  const { world, joined, organisationId } = await memberOn("2027-06-10");
  const staff = as(world.ctx, staffMember());
  await expect(renewMembership(staff, { organisationId, payment: card })).rejects.toSatisfy(problem("invalid-input"));
  const lead = {
    personId: "per_01KAK3F0Q90000000000000007",
    organisationId,
    role: "lead",
    from: "2027-01-01",
  } as const;
  const gone = { personId: joined.applicantId, organisationId, role: "lead", from: "2026-11-21", until: "2027-01-01" };
  await commit(world.ctx, { put: [affiliationPut(lead, 1), affiliationPut({ ...gone, role: "lead" }, 2)] });
  const { application } = await renewMembership(staff, { organisationId, payment: invoice });
  expect(application.applicantId).toBe(lead.personId);
  expect(published(world.ctx).at(-1)?.actor).toBe(staffMember().personId);
});

test("in grace the next year joins on; after the lapse it begins on the day", async () => {
  const inGrace = await memberOn("2027-09-20");
  expect((await readRenewal(inGrace.lead, inGrace.organisationId)).renewal).toMatchObject({
    state: "open",
    startsOn: "2027-09-01",
  });
  const lapsed = await memberOn("2027-11-05");
  const { renewal, offer } = await readRenewal(lapsed.lead, lapsed.organisationId);
  expect([renewal.state, offer?.price.startsOn, offer?.price.monthsPaid]).toEqual(["open", "2027-11-05", 10]);
});

test("a renewal that is paid after the lapse begins on the day of its payment", async () => {
  const { world, organisationId, lead, terms } = await memberOn("2027-09-28");
  const { application } = await renewMembership(lead, { organisationId, payment: invoice });
  expect(application.startsOn).toBe("2027-09-01");
  day(world, "2027-10-14");
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  expect((await terms())[0]).toMatchObject({ startsOn: "2027-10-14", endsOn: "2028-08-31", status: "active" });
});
