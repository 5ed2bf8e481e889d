import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf, invoiceKey, orderKey } from "../keys.ts";
import { Invoice, Order } from "../schema.ts";
import { applicant, paidSession, stranger, testWorld, type World } from "../test-world.ts";
import { bookingId, confirmed, placed, withdrawn } from "../test-world-of-bookings.ts";
import { endWithdrawnOrder } from "./end-withdrawn-order.ts";
import { expireOrder } from "./expire-order.ts";
import { invoiceLateBooking } from "./invoice-late-booking.ts";
import { accountsToRead } from "./list-invoices.ts";
import { openBookingOrder } from "./open-order.ts";
import { listExceptions, movementsOf } from "./read-books.ts";
import { listCredits } from "./read-credits.ts";
import { readInvoice } from "./read-invoice.ts";
import { receivePayment } from "./receive-payment.ts";
import { decideRefund, requestRefund } from "./refund-credit.ts";
import { startPayment } from "./start-payment.ts";

const treasurer = staffMember("finance");
const paid = paidSession({ orderId: bookingId, amountTotalPence: 22_800 });

let world: World;
beforeEach(() => {
  world = testWorld();
});

const orderNow = async () => (await world.table.get(orderKey(bookingId), Order))?.data;
const invoiceNow = async () => (await world.table.get(invoiceKey(invoiceIdOf(bookingId)), Invoice))?.data;
const issued = () => published(world.ctx).filter(({ type }) => type === "finance.invoice-issued");
const credits = async () => (await listCredits(world.as(treasurer), { limit: 10 })).items.map(({ data }) => data);

test("a booking by purchase order is invoiced at once, so many places a line, and the invoice is sent by itself", async () => {
  await openBookingOrder(world.ctx, placed());
  expect(issued()[0]?.data).toMatchObject({
    applicantId: applicant.personId,
    document: {
      purchaseOrderNumber: "PO-4712",
      lines: [{ quantity: 2, unitAmountPence: 9_500, netPence: 19_000, vatPence: 3_800 }],
      totalPence: 22_800,
      status: "due",
    },
  });
  expect(await openBookingOrder(world.ctx, placed())).toBe("opened-before");
  expect(issued()).toHaveLength(1);
});

test("a booking told twice at once is one order", async () => {
  const both = await Promise.all([openBookingOrder(world.ctx, placed()), openBookingOrder(world.ctx, placed())]);
  expect(both.sort()).toEqual(["opened", "opened-before"]);
});

test("a booking by card waits as long as its places do, and its invoice is issued as paid", async () => {
  await openBookingOrder(world.ctx, placed({ payment: "card", payBy: "2026-11-21T10:20:00.000Z" }));
  expect(await orderNow()).toMatchObject({ state: "waiting", payBy: "2026-11-21T10:20:00.000Z" });
  await receivePayment(world.ctx, paid);
  expect(issued()[0]?.data).toMatchObject({ applicantId: applicant.personId, document: { status: "paid" } });
});

test("a line whose amount is not so many of the same is no invoice", async () => {
  const [line] = placed().data.lines;
  if (!line) throw new Error("the sample has a line");
  const odd = placed({ lines: [{ ...line, netPence: 19_001 }] });
  expect(() => openBookingOrder(world.ctx, odd)).toThrow("19001 pence are not 2 of the same");
});

test("who books for no organisation has an account of their own", async () => {
  const { organisationId: _, ...nobodys } = placed().data;
  await openBookingOrder(world.ctx, { ...placed(), data: nobodys });
  expect(await orderNow()).toMatchObject({ organisationId: applicant.personId, applicantId: applicant.personId });
  const read = (actor: typeof applicant) => readInvoice(world.as(actor), invoiceIdOf(bookingId));
  expect(await read(applicant)).toMatchObject({ totalPence: 22_800 });
  expect(accountsToRead(applicant)).toEqual([applicant.personId]);
  await expect(read(stranger)).rejects.toMatchObject({ code: "not-found" });
});

/** The order ran out, and its payment came after that. */
async function paidTooLate(): Promise<string> {
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await expireOrder(world.ctx, bookingId);
  await receivePayment(world.ctx, paid);
  const received = published(world.ctx).find(({ type }) => type === "finance.payment-received");
  return `${received?.data.creditId}`;
}

test("money after the order ran out is told with where it lies, and pays the invoice once the places are had again", async () => {
  const creditId = await paidTooLate();
  expect(await credits()).toMatchObject([{ creditId, reason: "order-expired", remainingPence: 22_800 }]);
  const late = confirmed({ payment: "card", creditId });
  expect(await Promise.all([invoiceLateBooking(world.ctx, late), invoiceLateBooking(world.ctx, late)])).toEqual([
    "invoiced",
    "left",
  ]);
  expect(await invoiceNow()).toMatchObject({ paidPence: 22_800, totalPence: 22_800 });
  expect(issued()).toMatchObject([{ data: { document: { status: "paid", paymentReference: paid.paymentIntentId } } }]);
  expect(await credits()).toEqual([]);
  expect((await listExceptions(world.as(treasurer), { limit: 10 })).items).toEqual([]);
  expect(await movementsOf(world.as(treasurer), "2026-11")).toMatchObject({ debtors: 0, "customer-credit": 0 });
});

test("money that is on its way back meanwhile leaves the invoice to be paid", async () => {
  const creditId = await paidTooLate();
  await requestRefund(world.as(treasurer), { creditId, reason: "came too late" });
  const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
  await decideRefund(world.as(other), { creditId, isApproved: true, reason: "seen" });
  await invoiceLateBooking(world.ctx, confirmed({ payment: "card", creditId }));
  expect(await invoiceNow()).toMatchObject({ paidPence: 0, totalPence: 22_800 });
});

test("a booking that was confirmed in time, or is not known here, is left", async () => {
  expect(await invoiceLateBooking(world.ctx, confirmed())).toBe("left");
  expect(await invoiceLateBooking(world.ctx, confirmed({ creditId: "crd_01KAK3F0Q8J5W2M7X9B4C6D8EF" }))).toBe("left");
});

test("what was let go cannot be paid any more, however often it is told", async () => {
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await startPayment(world.as(applicant), world, { orderId: bookingId });
  expect(await endWithdrawnOrder(world.ctx, withdrawn())).toBe("expired");
  expect(await orderNow()).toMatchObject({ state: "expired" });
  expect(await world.stripe.readCheckout(world.stripe.sessionIds[0] ?? "")).toMatchObject({ status: "expired" });
  expect(await endWithdrawnOrder(world.ctx, withdrawn())).toBe("left");
});

test("what was let go before it was placed, or paid in that moment, is left", async () => {
  expect(await endWithdrawnOrder(world.ctx, withdrawn({ wasPlaced: false }))).toBe("left");
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await startPayment(world.as(applicant), world, { orderId: bookingId });
  world.stripe.pay(world.stripe.sessionIds[0] ?? "");
  expect(await endWithdrawnOrder(world.ctx, withdrawn())).toBe("paid");
  expect(await orderNow()).toMatchObject({ state: "waiting" });
});
