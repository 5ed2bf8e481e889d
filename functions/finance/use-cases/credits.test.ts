import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf, invoiceKey } from "../keys.ts";
import { Invoice, LedgerTransaction } from "../schema.ts";
import { applied, orderId, organisationId, paidSession, testWorld, type World } from "../test-world.ts";
import { allocateCredit } from "./allocate-credit.ts";
import { openOrder } from "./open-order.ts";
import { ownCredit } from "./own-credit.ts";
import { listExceptions } from "./read-books.ts";
import { listCredits, listRefundsToMake, onAccountPence, readCredit } from "./read-credits.ts";
import { receivePayment } from "./receive-payment.ts";
import { decideRefund, requestRefund } from "./refund-credit.ts";

const treasurer = staffMember("finance");
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const secondOrder = "app_01KAK3F0Q8J5W2M7X9B4C6D8EH";
const invoiceId = invoiceIdOf(secondOrder);

let world: World;
let creditId: string;

/** An invoice paid twice leaves £300 on account; another invoice of the same school is open. */
beforeEach(async () => {
  world = testWorld();
  await openOrder(world.ctx, applied());
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  await openOrder(world.ctx, applied({ applicationId: secondOrder }));
  creditId = (await listCredits(world.as(treasurer), { limit: 10 })).items[0]?.data.creditId ?? "";
});

const invoiceIn = async () => (await world.table.get(invoiceKey(invoiceId), Invoice))?.data;
const credit = async () => (await readCredit(world.as(treasurer), creditId)).credit;
const entries = async () =>
  (await world.table.query({ pk: "ledger#2026-11", limit: 100 }, LedgerTransaction)).items.map(({ data }) => data);

test("money that comes twice is on account, in sight of the finance team and of the school", async () => {
  expect(await credit()).toMatchObject({
    organisationId,
    organisationName: "Harbour View Primary School",
    reason: "paid-twice",
    remainingPence: 30000,
  });
  expect(await onAccountPence(world.as(lead), { organisationId })).toBe(30000);
  const [received] = published(world.ctx)
    .filter(({ type }) => type === "finance.payment-received")
    .slice(-1);
  expect(received?.data).toMatchObject({ onAccountPence: 30000, receiptTo: { personId: applied().data.applicantId } });
});

test("money on account pays an open invoice of the same school, in part and then the rest; then nothing waits", async () => {
  expect((await readCredit(world.as(treasurer), creditId)).open.map((each) => each.invoiceId)).toEqual([invoiceId]);
  await allocateCredit(world.as(treasurer), { creditId, invoiceId, amountPence: 12050 });
  expect(await invoiceIn()).toMatchObject({ paidPence: 12050 });
  expect(await credit()).toMatchObject({ remainingPence: 17950 });
  expect(await allocateCredit(world.as(treasurer), { creditId, invoiceId })).toEqual({ amountPence: 17950 });
  expect(await invoiceIn()).toMatchObject({ paidPence: 30000 });
  expect((await listCredits(world.as(treasurer), { limit: 10 })).items).toEqual([]);
  expect((await listExceptions(world.as(treasurer), { limit: 10 })).items).toEqual([]);
  expect(await onAccountPence(world.as(lead), { organisationId })).toBe(0);
  expect((await entries()).at(-1)?.postings).toEqual([
    { account: "customer-credit", amountPence: 17950 },
    { account: "debtors", amountPence: -17950 },
  ]);
});

test("ten at once never use more than there is, nor pay more than is owed", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => allocateCredit(world.as(treasurer), { creditId, invoiceId, amountPence: 20000 })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await credit()).toMatchObject({ remainingPence: 10000 });
  expect(await invoiceIn()).toMatchObject({ paidPence: 20000 });
});

test("another organisation's invoice, a paid one, too much, and somebody who is not of the finance team are refused", async () => {
  const elsewhere = "app_01KAK3F0Q8J5W2M7X9B4C6D8EJ";
  await openOrder(world.ctx, applied({ applicationId: elsewhere, organisationId: "org_other" }));
  const as = world.as(treasurer);
  const notFound = { code: "not-found" };
  await expect(allocateCredit(as, { creditId, invoiceId: invoiceIdOf(elsewhere) })).rejects.toMatchObject(notFound);
  await expect(allocateCredit(as, { creditId, invoiceId: "inv_none" })).rejects.toMatchObject(notFound);
  await expect(allocateCredit(as, { creditId: "crd_none", invoiceId })).rejects.toMatchObject(notFound);
  await expect(allocateCredit(as, { creditId, invoiceId: invoiceIdOf(orderId) })).rejects.toMatchObject({
    code: "conflict",
  });
  for (const amountPence of [0, -1, 30001]) {
    await expect(allocateCredit(as, { creditId, invoiceId, amountPence })).rejects.toMatchObject({
      code: "invalid-input",
    });
  }
  for (const refused of [
    () => allocateCredit(world.as(lead), { creditId, invoiceId }),
    () => requestRefund(world.as(lead), { creditId, reason: "mine" }),
    () => ownCredit(world.as(lead), { creditId }),
  ]) {
    expect(refused).toThrow("does not have access");
  }
  expect(await credit()).toMatchObject({ remainingPence: 30000 });
});

test("a refund takes two: who asks cannot decide, and approved money leaves the account for good", async () => {
  await requestRefund(world.as(treasurer), { creditId, reason: "paid by two offices" });
  await expect(allocateCredit(world.as(treasurer), { creditId, invoiceId })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(requestRefund(world.as(other), { creditId, reason: "again" })).rejects.toMatchObject({
    code: "conflict",
  });
  const decision = { creditId, isApproved: true, reason: "two receipts seen" };
  await expect(decideRefund(world.as(treasurer), decision)).rejects.toMatchObject({ code: "not-allowed" });
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => decideRefund(world.as(other), decision)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await credit()).toMatchObject({ remainingPence: 0, refund: { state: "approved", decidedBy: other.personId } });
  expect((await listRefundsToMake(world.as(treasurer), { limit: 10 })).items).toHaveLength(1);
  expect((await entries()).at(-1)?.postings).toEqual([
    { account: "customer-credit", amountPence: 30000 },
    { account: "refunds-due", amountPence: -30000 },
  ]);
  await expect(requestRefund(world.as(other), { creditId, reason: "again" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a refused refund leaves the money on account, free for an invoice", async () => {
  await requestRefund(world.as(treasurer), { creditId, reason: "paid by two offices" });
  expect(await decideRefund(world.as(other), { creditId, isApproved: false, reason: "they want it kept" })).toBe(
    "refused",
  );
  await allocateCredit(world.as(treasurer), { creditId, invoiceId });
  expect(await invoiceIn()).toMatchObject({ paidPence: 30000 });
});

test("reasons are kept with the money and never told to an event", async () => {
  await requestRefund(world.as(treasurer), { creditId, reason: "Mrs Nair rang" });
  await decideRefund(world.as(other), { creditId, isApproved: true, reason: "Mr Bevan agrees" });
  expect(await credit()).toMatchObject({ refund: { reason: "Mrs Nair rang", decision: "Mr Bevan agrees" } });
  expect(JSON.stringify(published(world.ctx))).not.toMatch(/Nair|Bevan/);
});

test("somebody looks after it, and another may take it over", async () => {
  await ownCredit(world.as(treasurer), { creditId });
  await ownCredit(world.as(treasurer), { creditId });
  expect(await credit()).toMatchObject({ owner: treasurer.personId });
  await ownCredit(world.as(other), { creditId });
  expect(await credit()).toMatchObject({ owner: other.personId });
});
