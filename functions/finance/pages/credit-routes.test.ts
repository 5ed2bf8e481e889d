import { person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { applied, organisationId, paidSession, testWorld } from "../test-world.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { listCredits } from "../use-cases/read-credits.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";
import { settleRefund } from "../use-cases/settle-refund.ts";

const treasurer = staffMember("finance");
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const secondOrder = "app_01KAK3F0Q8J5W2M7X9B4C6D8EH";
const list = "/console/finance/on-account";
const onceKey = "once_00000001";

async function paidTwice() {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  const creditId = (await listCredits(world.as(treasurer), { limit: 10 })).items[0]?.data.creditId ?? "";
  return { world, door: doorOf(world), at: `${list}/${creditId}` };
}

test("the list says for whom, why, since when and who looks after it; the school sees its own", async () => {
  const { world, door, at } = await paidTwice();
  world.ctx.clock.moveSeconds(40 * 60);
  const reply = await door.get(treasurer, list);
  for (const text of ["Harbour View Primary School", "Paid twice", "today", "Nobody yet", "£300.00", at]) {
    expect(reply.text).toContain(text);
  }
  expect((await door.get(lead, "/portal/invoices")).text).toContain("<strong>£300.00</strong> on account with us");
  expect((await door.get(lead, list)).status).toBe(403);
  expect((await door.get(treasurer, "/console/finance/exceptions")).text).toContain(at);
});

test("without an open invoice it says so; with one, the money is used for it", async () => {
  const { world, door, at } = await paidTwice();
  expect((await door.get(treasurer, at)).text).toContain("No open invoice");
  await openOrder(world.ctx, applied({ applicationId: secondOrder }));
  const invoiceId = secondOrder.replace("app_", "inv_");
  const none = await door.post(treasurer, `${at}/allocate`, { onceKey, amount: "12" });
  expect([none.status, none.text.includes("Choose an invoice")]).toEqual([422, true]);
  for (const amount of ["12.5", "-3", "1e3", "999", "0"]) {
    const refused = await door.post(treasurer, `${at}/allocate`, { onceKey, invoiceId, amount });
    expect(refused.status, amount).toBe(422);
    expect(refused.text).toContain(`value="${amount}"`);
  }
  const used = await door.post(treasurer, `${at}/allocate`, { onceKey: "once_00000002", invoiceId, amount: "120.50" });
  expect(used.headers.get("location")).toBe(`${at}?done=allocated`);
  const page = await door.get(treasurer, `${at}?done=allocated`);
  for (const text of ["£179.50 on account", "£120.50 to invoice", "INV-000002"]) expect(page.text).toContain(text);
});

test("a refund is asked for by one and decided by another", async () => {
  const { door, at } = await paidTwice();
  expect((await door.post(treasurer, `${at}/refund`, { onceKey, reason: " " })).status).toBe(422);
  await door.post(treasurer, `${at}/refund`, { onceKey, reason: "Paid by two offices" });
  expect((await door.get(treasurer, at)).text).toContain("Somebody else of the finance team must decide it");
  const own = await door.post(treasurer, `${at}/decision`, { onceKey, decision: "approve", reason: "me too" });
  expect(own.status).toBe(403);
  expect((await door.get(other, at)).text).toContain("Give £300.00 back?");
  expect((await door.post(other, `${at}/decision`, { onceKey, reason: "seen" })).status).toBe(422);
  await door.post(other, `${at}/decision`, { onceKey: "once_00000002", decision: "approve", reason: "seen" });
  expect((await door.get(other, list)).text).toContain("Approved refunds that have not gone yet");
});

test("what Stripe refused is said with what to do; sent by bank transfer it is done, and asked wrongly it is shown again", async () => {
  const { world, door, at } = await paidTwice();
  await door.post(treasurer, `${at}/refund`, { onceKey, reason: "Paid by two offices" });
  await door.post(other, `${at}/decision`, { onceKey: "once_00000002", decision: "approve", reason: "seen" });
  expect((await door.get(other, at)).text).toContain("Stripe is asked to give £300.00 back");
  const creditId = at.split("/").at(-1) ?? "";
  await settleRefund(world.ctx, { creditId, attempt: 1, status: "failed", failure: "expired_or_canceled_card" });
  const failed = await door.get(treasurer, at);
  for (const text of ["The card has expired or was cancelled", "Try the card again"])
    expect(failed.text).toContain(text);
  expect((await door.get(treasurer, list)).text).toContain("Did not work: look at it");
  const none = await door.post(treasurer, `${at}/refund-sent`, { onceKey: "once_00000003", reference: " " });
  expect([none.status, none.text.includes("Enter the reference of the bank transfer")]).toEqual([422, true]);
  const sent = { onceKey: "once_00000004", reference: "BACS 4711" };
  expect((await door.post(treasurer, `${at}/refund-sent`, sent)).headers.get("location")).toBe(`${at}?done=sent`);
  expect((await door.get(treasurer, at)).text).toContain("sent by bank transfer BACS 4711");
  expect((await door.post(treasurer, `${at}/refund-again`, { onceKey: "once_00000005" })).status).toBe(409);
  expect((await door.post(lead, `${at}/refund-again`, { onceKey: "once_00000006" })).status).toBe(403);
});

test("somebody takes it on, and a credit that nobody knows is a page that does not exist", async () => {
  const { door, at } = await paidTwice();
  await door.post(treasurer, `${at}/owner`, { onceKey });
  expect((await door.get(treasurer, at)).text).not.toContain("I look after it");
  expect((await door.get(treasurer, `${list}/crd_01KAK3F0Q8J5W2M7X9B4C6D8EX`)).status).toBe(404);
});
