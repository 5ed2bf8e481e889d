import { staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { applicant, applied, orderId, testWorld } from "../test-world.ts";
import { findInvoice } from "./find-invoice.ts";
import { openOrder } from "./open-order.ts";

test("one is found by its number while others are being issued, and only by the finance team", async () => {
  const world = testWorld();
  const ids = Array.from({ length: 12 }, (_, n) => `app_01KAK3F0Q8${String(n).padStart(16, "0")}`);
  await Promise.all(ids.map((applicationId) => openOrder(world.ctx, applied({ applicationId }))));
  const treasurer = world.as(staffMember("finance"));
  const found = await Promise.all(ids.map((_, n) => findInvoice(treasurer, `INV-${n + 1}`)));
  expect(new Set(found.map((invoice) => invoice?.orderId))).toEqual(new Set(ids));
  expect(await findInvoice(treasurer, "13")).toBeUndefined();
  expect(await findInvoice(treasurer, orderId)).toBeUndefined();
  await expect(findInvoice(world.as(applicant), "1")).rejects.toMatchObject({ code: "not-allowed" });
});
