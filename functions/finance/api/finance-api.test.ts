import { person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import {
  applicant,
  applied,
  orderByCard,
  orderId,
  organisationId,
  paidSession,
  stranger,
  testWorld,
} from "../test-world.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";

const invoiceId = orderId.replace("app_", "inv_");
const otherOrganisation = "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const treasurer = staffMember("finance");

const many = async (count: number) => {
  const world = testWorld();
  for (let n = 0; n < count; n++) {
    await openOrder(world.ctx, applied({ applicationId: `app_01KAK3F0Q8${String(n).padStart(16, "0")}` }));
  }
  return world;
};

test("an order says where it is paid, and what became of it", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  const read = async () => JSON.parse((await door.get(applicant, `/api/finance/orders/${orderId}`)).text);
  expect(await read()).toMatchObject({ state: "waiting", totalPence: 30000, payPath: `/pay/${orderId}` });
  await receivePayment(world.ctx, paidSession());
  expect(await read()).toMatchObject({ state: "paid", invoiceId });
});

test("invoices: one's own without naming the school, everybody's for the finance team, page by page", async () => {
  const door = doorOf(await many(3));
  const first = JSON.parse((await door.get(treasurer, "/api/finance/invoices?limit=2")).text);
  expect(first.items.map(({ number }: { number: string }) => number)).toEqual(["INV-000003", "INV-000002"]);
  const second = JSON.parse((await door.get(treasurer, `/api/finance/invoices?limit=2&cursor=${first.next}`)).text);
  expect(second.items).toMatchObject([{ number: "INV-000001", outstandingPence: 30000 }]);
  expect(JSON.parse((await door.get(lead, "/api/finance/invoices")).text).items).toHaveLength(3);
  expect(JSON.parse((await door.get(stranger, "/api/finance/invoices")).text)).toEqual({ items: [] });
});

test("somebody of two schools is asked which; of another school nothing is to be found", async () => {
  const door = doorOf(await many(1));
  const both = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AC", {
    affiliations: [
      { organisationId, role: "finance" },
      { organisationId: otherOrganisation, role: "head" },
    ],
  });
  const unsaid = await door.get(both, "/api/finance/invoices");
  expect(unsaid.status).toBe(422);
  expect(JSON.parse(unsaid.text).errors).toEqual([{ pointer: "/organisationId", detail: "is needed" }]);
  expect((await door.get(both, `/api/finance/invoices?organisationId=${organisationId}`)).status).toBe(200);
  expect((await door.get(lead, `/api/finance/invoices?organisationId=${otherOrganisation}`)).status).toBe(404);
});

test("an invoice comes with its document", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  const reply = JSON.parse((await doorOf(world).get(lead, `/api/finance/invoices/${invoiceId}`)).text);
  expect(reply).toMatchObject({ number: "INV-000001", document: { status: "due", purchaseOrderNumber: "PO-4711" } });
});

test("ledger transactions are the finance team's, by month, with postings and evidence", async () => {
  const door = doorOf(await many(2));
  const path = "/api/finance/ledger-transactions";
  const reply = JSON.parse((await door.get(treasurer, path)).text);
  expect(reply.period).toBe("2026-11");
  expect(reply.items).toHaveLength(2);
  expect(reply.items[0].evidence).toMatchObject({ actor: "system:finance", ruleVersion: 1 });
  expect(JSON.parse((await door.get(treasurer, `${path}?period=2026-10`)).text).items).toEqual([]);
  expect((await door.get(lead, path)).status).toBe(403);
  expect((await door.get(undefined, path)).status).toBe(401);
});

test("queries that make no sense are refused with what is wrong", async () => {
  const door = doorOf(await many(1));
  for (const query of ["limit=0", "limit=101", "limit=x", "cursor=%00", "colour=red", "organisationId=1"]) {
    expect((await door.get(treasurer, `/api/finance/invoices?${query}`)).status, query).toBe(422);
  }
  expect((await door.get(treasurer, "/api/finance/ledger-transactions?period=2026-13")).status).toBe(422);
  expect((await door.get(treasurer, "/api/finance/invoices/inv_1")).status).toBe(404);
});
