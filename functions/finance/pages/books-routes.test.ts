import { staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import {
  applicant,
  applied,
  orderByCard,
  orderId,
  organisationId,
  paidSession,
  testWorld,
  type World,
} from "../test-world.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { raiseException } from "../use-cases/raise-exception.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";

const treasurer = staffMember("finance");
const other = "app_01KAK3F0Q8J5W2M7X9B4C6D8EZ";
const list = "/console/finance/invoices";
const invoiceOf = (id: string) => `${list}/inv_${id.slice(4)}`;

let world: World;
let door: ReturnType<typeof doorOf>;
beforeEach(async () => {
  world = testWorld();
  door = doorOf(world);
  await openOrder(world.ctx, applied());
  await openOrder(world.ctx, applied({ applicationId: other, organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EY" }));
});

describe("finding an invoice", () => {
  test.each(["INV-000002", "inv 2", " 2 ", "000002", "INV–2"])("%j leads to it", async (typed) => {
    const { status, headers } = await door.get(treasurer, `${list}?${new URLSearchParams({ number: typed })}`);
    expect([status, headers.get("location")]).toEqual([303, invoiceOf(other)]);
  });

  test.each(["INV-000003", "INV-00000", "CN-000002", "2-1", "<b>2</b>", "9".repeat(60)])(
    "%j leads nowhere",
    async (typed) => {
      const page = await door.get(treasurer, `${list}?${new URLSearchParams({ number: typed })}`);
      expect(page.status).toBe(422);
      expect(page.text).toContain("No invoice has the number");
      expect(page.text).toContain("INV-000001");
      expect(page.text).not.toContain("<b>2</b>");
    },
  );

  test("an empty field shows all, and nobody else is led anywhere", async () => {
    expect((await door.get(treasurer, `${list}?number=`)).status).toBe(200);
    expect((await door.get(applicant, `${list}?number=2`)).status).toBe(403);
    expect((await door.get(applicant, "/api/finance/invoices?number=2")).status).toBe(403);
  });

  test("by API it is a list of one, or of none", async () => {
    const items = async (number: string) =>
      JSON.parse((await door.get(treasurer, `/api/finance/invoices?number=${number}`)).text).items;
    expect(await items("2")).toMatchObject([{ number: "INV-000002" }]);
    expect(await items("7")).toEqual([]);
  });
});

test("one organisation's invoices are listed alone, and an invoice leads to it and to what happened", async () => {
  const own = await door.get(treasurer, `${list}?organisation=${organisationId}`);
  expect(own.text).toContain("INV-000001");
  expect(own.text).not.toContain("INV-000002");
  const page = (await door.get(treasurer, invoiceOf(orderId))).text;
  expect(page).toContain(`href="/console/membership/organisations/${organisationId}"`);
  expect(page).toContain(`reference=inv_${orderId.slice(4)}`);
});

test("payments and exceptions say whom they are for, and lead to the invoice", async () => {
  const card = "app_01KAK3F0Q8J5W2M7X9B4C6D8EW";
  await orderByCard(world, { applicationId: card });
  await receivePayment(world.ctx, paidSession({ orderId: card }));
  await raiseException(world.ctx, { reason: "refunded-outside", sessionId: "cs_9", orderId: card });
  const name = "Harbour View Primary School";
  for (const path of ["/console/finance", "/console/finance/payments"]) {
    const page = (await door.get(treasurer, path)).text;
    expect(page).toContain(invoiceOf(card));
    expect(page).toContain("INV-000003");
  }
  expect((await door.get(treasurer, "/console/finance/payments")).text).toContain(name);
  expect((await door.get(treasurer, "/console/finance/exceptions")).text).toContain(name);
});

describe("the ledger", () => {
  const ledger = "/console/finance/ledger";
  test("has its month in sums, and leads to the months beside it, but not to one that has not begun", async () => {
    const now = (await door.get(treasurer, ledger)).text;
    expect(now).toContain("What each account moved in November 2026");
    expect(now).not.toContain("Bank</");
    expect(now).toContain(`${ledger}?period=2026-10`);
    expect(now).not.toContain("period=2026-12");
    const january = (await door.get(treasurer, `${ledger}?period=2026-01`)).text;
    for (const period of ["2025-12", "2026-02"]) expect(january).toContain(`${ledger}?period=${period}`);
    expect((await door.get(treasurer, `${ledger}?period=2026-13`)).status).toBe(422);
  });
});
