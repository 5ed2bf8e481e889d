import { person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { applied, orderId, organisationId, paidSession, stranger, testWorld, type World } from "../test-world.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";

const invoiceId = orderId.replace("app_", "inv_");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const colleague = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AB", { affiliations: [{ organisationId, role: "colleague" }] });
const treasurer = staffMember("finance");
const assessor = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AS", { staffRoles: ["assessor"] });

async function invoiced(): Promise<World> {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  return world;
}

test("a school's people see its invoices, what is owed, and the document", async () => {
  const door = doorOf(await invoiced());
  const list = await door.get(lead, "/portal/invoices");
  expect(list.text).toContain("INV-000001");
  const one = await door.get(lead, `/portal/invoices/${invoiceId}`);
  for (const text of ["Bill to", "PO-4711", "£300.00", "VAT at 20%", "Sort code"]) expect(one.text).toContain(text);
  expect(one.text).toContain(`/pay/invoices/${invoiceId}`);
});

test("an invoice that was paid offers no payment", async () => {
  const world = await invoiced();
  await receivePayment(world.ctx, paidSession());
  const one = await doorOf(world).get(lead, `/portal/invoices/${invoiceId}`);
  expect(one.text).toContain("govuk-tag--green");
  expect(one.text).not.toContain("by card");
});

test("those who may not see invoices get an explanation, never somebody else's invoice", async () => {
  const door = doorOf(await invoiced());
  for (const who of [stranger, colleague]) {
    expect((await door.get(who, "/portal/invoices")).text).toContain("No invoices to show you");
    for (const path of [`/portal/invoices?organisationId=${organisationId}`, `/portal/invoices/${invoiceId}`]) {
      expect((await door.get(who, path)).status).toBe(404);
    }
    expect((await door.get(who, `/portal/invoices/${invoiceId}/invoice.pdf`)).status).toBe(404);
    expect((await door.get(who, `/api/finance/invoices/${invoiceId}`)).status).toBe(404);
  }
});

test("the PDF is the document as it was issued, named by its number", async () => {
  const reply = await doorOf(await invoiced()).get(lead, `/portal/invoices/${invoiceId}/invoice.pdf`);
  expect(reply.headers.get("content-type")).toBe("application/pdf");
  expect(reply.headers.get("content-disposition")).toBe('inline; filename="INV-000001.pdf"');
  expect(reply.text.startsWith("%PDF-")).toBe(true);
});

test("the console shows invoices, payments, exceptions and the ledger to the finance team alone", async () => {
  const world = await invoiced();
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  const door = doorOf(world);
  const pages = {
    "/console/finance": ["INV-000001", "Paid twice", "Find an invoice"],
    "/console/finance/invoices": ["INV-000001"],
    [`/console/finance/invoices/${invoiceId}`]: ["PO-4711"],
    "/console/finance/payments": ["pi_fake_000900", "pi_fake_000901"],
    "/console/finance/exceptions": ["Refund the second payment"],
    "/console/finance/ledger": [
      "Stripe clearing",
      "£590.60",
      "November 2026",
      "Deferred income",
      "INV-000001 · pi_fake_000900",
    ],
  };
  for (const [path, texts] of Object.entries(pages)) {
    const reply = await door.get(treasurer, path);
    expect(reply.status, path).toBe(200);
    for (const text of texts) expect(reply.text, path).toContain(text);
    expect((await door.get(lead, path)).status, path).toBe(403);
    expect((await door.get(assessor, path)).status, path).toBe(403);
  }
});

test("the console of an empty alliance explains itself", async () => {
  const reply = await doorOf(testWorld()).get(treasurer, "/console/finance");
  expect(reply.text).toContain("No invoices yet");
  expect((await doorOf(testWorld()).get(treasurer, "/console/finance/exceptions")).text).toContain(
    "Nothing waits for a person",
  );
});

test("lists go on page by page, and a cursor that was touched is refused", async () => {
  const world = testWorld();
  for (let n = 0; n < 30; n++) {
    await openOrder(world.ctx, applied({ applicationId: `app_01KAK3F0Q8${String(n).padStart(16, "0")}` }));
  }
  const door = doorOf(world);
  for (const [who, path] of [
    [lead, "/portal/invoices"],
    [treasurer, "/console/finance/invoices"],
    [treasurer, "/console/finance/ledger"],
  ] as const) {
    const first = await door.get(who, path);
    const next = /href="([^"]*cursor=[^"]*)"/.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next, path).not.toBe("");
    const second = await door.get(who, next);
    expect(second.status, path).toBe(200);
    expect(second.text, path).not.toContain("cursor=");
    expect((await door.get(who, `${path}?cursor=AAAA`)).status, path).toBe(422);
    expect((await door.get(who, `${path}?cursor=${"A".repeat(2001)}`)).status, path).toBe(422);
  }
});

test.each(["0000-01", "1999-12", "2026-13", "2026-00", "2026-1", "now"])("there is no month %s", async (period) => {
  const door = doorOf(testWorld());
  const page = await door.get(treasurer, `/console/finance/ledger?period=${period}`);
  expect([page.status, page.text]).toEqual([422, expect.stringContaining("Something in the address is not right.")]);
  expect((await door.get(treasurer, `/api/finance/ledger-transactions?period=${period}`)).status).toBe(422);
});
