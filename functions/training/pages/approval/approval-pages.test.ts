import { affiliationPut, personPut } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { booker, budgetHolder, lead, organisationId, putSchool } from "../../bookings/testing-school.ts";
import { held, ours } from "../../bookings/testing-world.ts";
import { browserOf, putSession } from "../../test-world.ts";

const setting = `/portal/training/approval/${organisationId}`;
let ctx: TestCtx;
let path: string;
const at = (actor: PersonActor) => browserOf(ctx, actor);

beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  const people = [
    [booker, "colleague", "Ada Booker"],
    [budgetHolder, "finance", "Bo Budget"],
    [lead, "lead", "Lee Lead"],
  ] as const;
  const registeredAt = ctx.clock.now();
  await commit(ctx, {
    put: people.flatMap(([{ personId }, role, name]) => [
      affiliationPut({ personId, organisationId, role, from: "2026-09-01" }, 1),
      personPut({ personId, name, email: `${role}@harbour.example`, registeredAt }, 1),
    ]),
  });
  const leading = await at(lead);
  expect((await leading.get("/portal/training")).text).toContain(`href="${setting}"`);
  expect((await leading.submit(setting, { budgetHolder: budgetHolder.personId })).status).toBe(303);
  const { bookingId } = await held(ctx, booker, ours(await putSession(ctx), 1));
  path = `/training/bookings/${bookingId}`;
});

const pay = {
  ...{ "who-1": "me", shownNetPence: "5000", payment: "invoice", billToName: "Us", purchaseOrderNumber: "" },
  needsApproval: "yes",
};

it("a booking asks the budget holder, who adds the purchase order and says yes", async () => {
  const browser = await at(booker);
  const form = await browser.get(path);
  expect(form.text).toContain("asks Bo Budget to approve bookings");
  expect(form.text).toContain("Ask for approval");
  expect(form.text).toContain("The places are confirmed once Bo Budget has approved it");
  expect(form.text).toContain("Bo Budget sees this booking and what it costs: £60.00 with VAT");
  expect((await browser.submit(path, pay)).status).toBe(303);
  expect((await browser.get(path)).text).toContain("Your booking waits for approval");
  const holder = await at(budgetHolder);
  const asked = path.replace("/bookings/", "/approvals/");
  const list = await holder.get("/portal/training");
  expect(list.text).toContain(`href="${asked}"`);
  expect(list.text).toContain("One booking waits for your approval");
  const shown = await holder.get(asked);
  expect(shown.text).toContain("Ada Booker");
  expect(shown.text).toContain("£60.00");
  const without = await holder.submit(asked, { purchaseOrderNumber: "" });
  expect([without.status, without.text]).toEqual([422, expect.stringContaining("Enter the purchase order number")]);
  expect((await holder.submit(asked, { purchaseOrderNumber: "PO-3" })).status).toBe(303);
  expect((await holder.get(asked)).text).toContain("Booking approved");
  expect((await browser.get(path)).text).toContain("By invoice, purchase order PO-3");
  const late = await holder.submit(`${asked}/decline`, { reason: "" });
  expect([late.status, late.text]).toEqual([422, expect.stringContaining("does not wait for an approval any more")]);
});

it("a no is shown to whoever booked with its reason; to others the page does not exist", async () => {
  const browser = await at(booker);
  await browser.submit(path, pay);
  const asked = path.replace("/bookings/", "/approvals/");
  expect((await browser.get(asked)).status).toBe(404);
  const holder = await at(budgetHolder);
  expect((await holder.submit(`${asked}/decline`, { reason: "a".repeat(301) })).status).toBe(422);
  expect((await holder.submit(`${asked}/decline`, { reason: "Ask again in April" })).status).toBe(303);
  const shown = await browser.get(path);
  expect(shown.text).toContain("This booking was not approved");
  expect(shown.text).toContain("They say: Ask again in April");
  expect((await holder.get(asked)).text).toContain("Booking declined");
});

it("who approves is chosen among the school's people, by who leads it", async () => {
  const leading = await at(lead);
  expect((await leading.get(setting)).text).toContain("Bo Budget");
  const elsewhere = await leading.submit(setting, { budgetHolder: "per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" });
  expect([elsewhere.status, elsewhere.text]).toEqual([422, expect.stringContaining("Choose somebody who belongs")]);
  expect((await leading.submit(setting, { budgetHolder: "?" })).status).toBe(422);
  await leading.submit(setting, { budgetHolder: "nobody" });
  expect((await (await at(booker)).get(path)).text).toContain("Confirm the booking");
  expect((await (await at(booker)).get(setting)).status).toBe(403);
});
