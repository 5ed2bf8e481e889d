import { derivedIds, isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { as, person, published, staffMember, system } from "@alliance/testing";
import { expect, test } from "vitest";
import { termKey } from "../keys/term.ts";
import { establishmentsFile } from "../register/sample-file.ts";
import type { ApplyInput } from "../schema/application.ts";
import { Term } from "../schema/term.ts";
import {
  anotherPerson,
  expiryOf,
  importFiles,
  invoiceFor,
  type World,
  workerCtx,
  worldWithRegister,
} from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { releaseApplication } from "./release-application.ts";

const card: ApplyInput = { urn: "900001", payment: { method: "card" } };
const byInvoice: ApplyInput = {
  urn: "900001",
  payment: { method: "invoice", purchaseOrderNumber: "PO-4711" },
  role: "business-manager",
};

const apply = ({ ctx, register }: World, input: ApplyInput = card, who = ctx.actor) =>
  applyToJoin({ ...ctx, actor: who }, register, input);

const termsIn = async ({ ctx }: World) =>
  [...ctx.table.items.values()].filter(({ entity }) => entity === "membership.term");

const problemOf = (applying: Promise<unknown>): Promise<unknown> =>
  applying.then(
    () => "no problem",
    (error: unknown) => (isProblem(error) ? error.code : error),
  );

test("an application claims the school's term and says what is to be paid", async () => {
  const world = await worldWithRegister();
  const { outcome, application } = await apply(world, byInvoice);
  expect(outcome).toBe("submitted");
  expect(application).toMatchObject({
    organisationName: "Harbour View Primary School",
    status: "pending",
    academicYear: "2026-27",
    startsOn: "2026-11-21",
    endsOn: "2027-08-31",
    netPence: 20_833,
    vatPence: 4_167,
    job: "business-manager",
  });
  const table: Ctx["table"] = world.ctx.table;
  const term = await table.get(termKey(application.organisationId, "2026-27"), Term);
  expect(term?.data).toMatchObject({ status: "pending", applicationId: application.applicationId });
});

test("an application tells the other contexts what they need, without a name of a person", async () => {
  const world = await worldWithRegister();
  const { application } = await apply(world, byInvoice);
  const [registered, submitted] = published(world.ctx).slice(-2);
  expect(registered).toMatchObject({ type: "membership.organisation-registered", data: { urn: "900001" } });
  expect(submitted).toMatchObject({
    type: "membership.application-submitted",
    about: application.organisationId,
    data: {
      payment: "invoice",
      purchaseOrderNumber: "PO-4711",
      creditDays: 30,
      beneficiary: { name: "Harbour View Primary School", urn: "900001" },
      billTo: {
        name: "Harbour View Primary School",
        addressLines: ["Quay Street", "Seaham", "County Durham", "SR7 0AA"],
      },
      lines: [{ netPence: 20_833, vatRatePercent: 20, serviceFrom: "2026-11-21", serviceTo: "2027-08-31" }],
    },
  });
});

test("a school that was an organisation of ours before keeps its id", async () => {
  const world = await worldWithRegister();
  const first = await apply(world);
  world.ctx.clock.moveSeconds(365 * 86_400);
  const second = await apply(world, card, anotherPerson());
  expect(second.application.organisationId).toBe(first.application.organisationId);
  expect(second.application.academicYear).toBe("2027-28");
  expect(published(world.ctx).filter(({ type }) => type === "membership.organisation-registered")).toHaveLength(1);
});

test("two hundred people joining the same school at once make one membership", async () => {
  const world = await worldWithRegister();
  const people = Array.from({ length: 200 }, (_, number) => anotherPerson(number));
  const outcomes = await Promise.all(people.map((who) => problemOf(apply(world, card, who))));
  expect(outcomes.filter((outcome) => outcome === "no problem")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(199);
  expect(await termsIn(world)).toHaveLength(1);
  expect(published(world.ctx).filter(({ type }) => type === "membership.application-submitted")).toHaveLength(1);
});

test("one person who asks many times at once holds one application", async () => {
  const world = await worldWithRegister();
  const all = await Promise.all(Array.from({ length: 20 }, () => apply(world)));
  expect(new Set(all.map(({ application }) => application.applicationId)).size).toBe(1);
  expect(all.filter(({ outcome }) => outcome === "submitted")).toHaveLength(1);
});

test("a request that was cut off after its commit and is sent again is its own first try", async () => {
  const world = await worldWithRegister();
  const once = () => ({ ...world, ctx: { ...world.ctx, ids: derivedIds("request", "2026-11-21T10:00:00.000Z") } });
  const first = await apply(once());
  const again = await apply(once());
  expect(again).toEqual(first);
  expect(await termsIn(world)).toHaveLength(1);
});

test("a request that was cut off is its own first try also when its school has become a member meanwhile", async () => {
  const world = await worldWithRegister();
  const once = () => ({ ...world, ctx: { ...world.ctx, ids: derivedIds("request", "2026-11-21T10:00:00.000Z") } });
  const { application } = await apply(once());
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  expect(await apply(once())).toEqual({ outcome: "submitted", application: { ...application, status: "active" } });
  expect(await termsIn(world)).toHaveLength(1);
});

test("a request that was cut off is its own first try also when its school was let go meanwhile", async () => {
  const world = await worldWithRegister();
  const once = () => ({ ...world, ctx: { ...world.ctx, ids: derivedIds("request", "2026-11-21T10:00:00.000Z") } });
  const { application } = await apply(once());
  await releaseApplication(workerCtx(world.ctx), expiryOf(application));
  const released = { ...application, status: "released", releasedBecause: "payment-expired" };
  expect(await apply(once())).toEqual({ outcome: "submitted", application: released });
  expect(await termsIn(world)).toHaveLength(0);
});

test("who holds a pending application is led back to it, whatever they ask for", async () => {
  const world = await worldWithRegister();
  const first = await apply(world);
  const again = await apply(world, byInvoice);
  expect(again).toEqual({ outcome: "yours-already", application: first.application });
});

test("a school that somebody else is joining is refused", async () => {
  const world = await worldWithRegister();
  await apply(world);
  expect(await problemOf(apply(world, card, anotherPerson()))).toBe("conflict");
});

test("a school that is a member is refused, also to its own lead", async () => {
  const world = await worldWithRegister();
  const { application } = await apply(world);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  expect(await problemOf(apply(world))).toBe("already-exists");
  expect(await problemOf(apply(world, card, anotherPerson()))).toBe("already-exists");
});

test("a closed school is refused with the name of its successor", async () => {
  const world = await worldWithRegister();
  const applying = apply(world, { ...card, urn: "900004" });
  await expect(applying).rejects.toSatisfy((error) => isProblem(error, "gone"));
  await expect(applying).rejects.toThrow("Its successor is Harbour View Primary School (900001)");
});

test("a school that has not opened, and one that nobody knows, are refused", async () => {
  const world = await worldWithRegister();
  expect(await problemOf(apply(world, { ...card, urn: "900005" }))).toBe("invalid-input");
  expect(await problemOf(apply(world, { ...card, urn: "123456" }))).toBe("not-found");
  expect(await termsIn(world)).toHaveLength(0);
});

test("a member that closed during the year stays a member on its page", async () => {
  const world = await worldWithRegister();
  const { application } = await apply(world);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  const closed = { URN: "900001", EstablishmentName: "Harbour View Primary School", "EstablishmentStatus (code)": "2" };
  await importFiles(world, establishmentsFile([closed]));
  expect(await problemOf(apply(world))).toBe("already-exists");
});

test("nobody joins without signing in, and the platform itself never does", async () => {
  const world = await worldWithRegister();
  expect(await problemOf(apply(world, card, { kind: "anonymous" }))).toBe("not-signed-in");
  expect(await problemOf(apply(world, card, system("finance")))).toBe("not-allowed");
  expect(await termsIn(world)).toHaveLength(0);
});

test("staff may join for a school of their own like anyone", async () => {
  const world = await worldWithRegister();
  expect((await apply(world, card, staffMember())).outcome).toBe("submitted");
});

test("a rival who commits between our look and our write wins, and we are told", async () => {
  const world = await worldWithRegister();
  const rival = as(world.ctx, anotherPerson());
  let hasStruck = false;
  const commit: typeof world.ctx.table.commit = async (change, origin) => {
    if (!hasStruck) {
      hasStruck = true;
      await applyToJoin(rival, world.register, card);
    }
    return world.ctx.table.commit(change, origin);
  };
  const table = Object.assign(Object.create(world.ctx.table) as typeof world.ctx.table, { commit });
  const ours: Ctx = { ...world.ctx, actor: person(), table };
  expect(await problemOf(applyToJoin(ours, world.register, card))).toBe("conflict");
  expect(await termsIn(world)).toHaveLength(1);
});
