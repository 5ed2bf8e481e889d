import { as, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { browserOf, invoiceFor, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { Reference, readHistory } from "./read-history.ts";

async function joined() {
  const world = await worldWithRegister();
  const input = { urn: "900001", payment: { method: "card" } } as const;
  const { application } = await applyToJoin(world.ctx, world.register, input);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  return { world, application, staff: as(world.ctx, staffMember()) };
}

const typesIn = ({ events }: Awaited<ReturnType<typeof readHistory>>) => events.map(({ type }) => type);

test("an organisation's history has what happened in every aggregate of it, newest first", async () => {
  const { staff, application } = await joined();
  expect(typesIn(await readHistory(staff, application.organisationId))).toEqual([
    "membership.membership-activated",
    "membership.application-submitted",
    "membership.organisation-registered",
  ]);
});

test("an application's history has what happened to it alone", async () => {
  const { staff, application } = await joined();
  expect(typesIn(await readHistory(staff, application.applicationId))).toEqual(["membership.application-submitted"]);
});

test("something that never was has an empty history", async () => {
  const { staff } = await joined();
  expect((await readHistory(staff, "inv_01KAK3F0Q8J5W2M7X9B4C6D8ZZ")).events).toEqual([]);
});

test("a history is for staff", async () => {
  const { world, application } = await joined();
  await expect(readHistory(as(world.ctx, person()), application.applicationId)).rejects.toThrow("does not have access");
});

test.each(["", "org_1", "sec_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ#x"])(
  "%j is no reference",
  (no) => {
    expect(Reference.safeParse(no).success).toBe(false);
  },
);

test("the page keeps what was typed and says what a reference looks like", async () => {
  const { world, application } = await joined();
  const browser = await browserOf(world, staffMember());
  const refused = await browser.get("/console/membership/timeline?reference=INV-000001");
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('value="INV-000001"');
  const shown = await browser.get(`/console/membership/timeline?reference=${application.organisationId}`);
  expect(await shown.text()).toContain("Membership began");
});
