import { finance } from "@alliance/events";
import { eventOf, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { applicant, applied, orderByQuote, orderId, organisationId, paidSession, testWorld } from "../test-world.ts";
import { makeRefund } from "../use-cases/make-refund.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";

const treasurer = staffMember("finance");
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const stranger = person("per_01KAK3F0Q8J5W2M7X9B4C6D8XX");
const quotes = "/api/finance/quotes";
const credits = "/api/finance/credits";

let keys = 0;
const nextKey = () => `key-${String(++keys).padStart(8, "0")}`;

test("a quote by API: listed and read, its link closed and sent again, answered once with a purchase order", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const door = doorOf(world);
  const read = async (who: typeof lead, path: string) => JSON.parse((await door.get(who, path)).text);
  const act = async (who: typeof lead, verb: string, body: unknown = {}) =>
    door.send(who, "POST", `${quotes}/${orderId}/${verb}`, body, nextKey());
  for (const who of [lead, treasurer]) {
    expect((await read(who, quotes)).items).toMatchObject([{ orderId, state: "waiting", linkNumber: 1 }]);
  }
  expect(await read(stranger, quotes)).toEqual({ items: [] });
  expect((await door.get(stranger, `${quotes}/${orderId}`)).status).toBe(404);
  expect(JSON.parse((await act(applicant, "revoke")).text)).toEqual({ outcome: "revoked" });
  expect(await read(applicant, `${quotes}/${orderId}`)).toMatchObject({ state: "link-closed" });
  expect(JSON.parse((await act(lead, "send")).text)).toEqual({ linkNumber: 2 });
  expect((await act(stranger, "send")).status).toBe(404);
  expect((await act(applicant, "answer", { purchaseOrderNumber: "<>" })).status).toBe(422);
  const answers = [await act(applicant, "answer", { purchaseOrderNumber: "PO-1" })];
  answers.push(await act(lead, "answer", { purchaseOrderNumber: "PO-2" }));
  expect(answers.map(({ text }) => JSON.parse(text).outcome)).toEqual(["invoiced", "invoiced-before"]);
  const invoiceId = orderId.replace("app_", "inv_");
  expect(await read(lead, `${quotes}/${orderId}`)).toMatchObject({ state: "answered", invoiceId });
});

test("money on account by API: seen by its school, used, asked back by one and given back by another", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  const second = "app_01KAK3F0Q8J5W2M7X9B4C6D8EH";
  await openOrder(world.ctx, applied({ applicationId: second }));
  const door = doorOf(world);
  const [credit] = JSON.parse((await door.get(treasurer, credits)).text).items;
  const at = `${credits}/${credit.creditId}`;
  const act = async (who: typeof lead, path: string, body: unknown = {}) => {
    const reply = await door.send(who, "POST", `${at}/${path}`, body, nextKey());
    return { status: reply.status, credit: JSON.parse(reply.text) };
  };
  const sum = await door.get(lead, `/api/finance/on-account?organisationId=${organisationId}`);
  expect(JSON.parse(sum.text)).toEqual({ organisationId, onAccountPence: 30000 });
  expect((await door.get(stranger, `/api/finance/on-account?organisationId=${organisationId}`)).status).toBe(404);
  expect((await door.get(lead, credits)).status).toBe(403);
  expect((await act(treasurer, "owner")).credit.owner).toBe(treasurer.personId);
  const invoiceId = second.replace("app_", "inv_");
  expect((await act(treasurer, "allocations", { invoiceId, amountPence: 0 })).status).toBe(422);
  expect((await act(lead, "allocations", { invoiceId })).status).toBe(403);
  const used = await act(treasurer, "allocations", { invoiceId, amountPence: 10000 });
  expect([used.status, used.credit.remainingPence]).toEqual([201, 20000]);
  expect((await act(treasurer, "refund", { reason: "" })).status).toBe(422);
  expect((await act(treasurer, "refund", { reason: "Paid by two offices" })).status).toBe(201);
  const decision = { isApproved: true, reason: "seen" };
  expect((await act(treasurer, "refund/decision", decision)).status).toBe(403);
  expect((await act(other, "refund/decision", decision)).credit.refund.sending.state).toBe("asked");
  expect(JSON.parse((await door.get(treasurer, `${credits}?list=refunds`)).text).items).toHaveLength(1);
  expect((await act(other, "refund/bank-transfer", { reference: "BACS-1" })).status).toBe(409);
  const due = eventOf(finance.refundDue, { creditId: credit.creditId, attempt: 1 });
  expect(await makeRefund(world.ctx, due)).toBe("failed");
  expect((await act(other, "refund/attempts")).credit.refund.sending).toMatchObject({ attempt: 2, state: "asked" });
  await makeRefund(world.ctx, eventOf(finance.refundDue, { creditId: credit.creditId, attempt: 2 }));
  const sent = await act(other, "refund/bank-transfer", { reference: "BACS-1" });
  expect(sent.credit.refund.sending).toMatchObject({ by: "bank", state: "sent", reference: "BACS-1" });
  expect(JSON.parse((await door.get(treasurer, at)).text).remainingPence).toBe(0);
});
