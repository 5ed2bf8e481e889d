import { type DomainEvent, draft, type finance } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { confirmedEvent, ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { grossPenceOf } from "../bookings/order-lines.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { headOfQueue } from "../queue/head-of-queue.ts";
import { type Booking, placesOf, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { claimPuts } from "../seating/plan-places.ts";
import { seatsAgain } from "../seating/seats-again.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { storedSessions } from "../sessions/read-sessions.ts";
import { ended } from "./expire-booking.ts";

type InvoiceIssued = z.infer<typeof finance.invoiceIssued.data>;
type PaymentReceived = z.infer<typeof finance.paymentReceived.data>;
type Settled =
  | "confirmed"
  | "confirmed-again"
  | "confirmed-before"
  | "lost"
  | "lost-before"
  | "not-ours"
  | "too-little";

/** What says that a booking was paid: its invoice, or money on account because its order had expired. */
type Money =
  | { readonly invoiceId: string }
  | { readonly paymentId: string; readonly creditId?: string | undefined; readonly amountPence: number };

/** On finance.invoice-issued: one that was paid by card confirms its booking; one on credit terms is linked from it. */
export async function confirmBooking(
  ctx: Ctx,
  { data }: DomainEvent<InvoiceIssued>,
): Promise<Settled | "noted" | "noted-before"> {
  const { orderId, invoiceId } = data;
  return data.payment === "card" ? settle(ctx, orderId, { invoiceId }) : noteInvoice(ctx, orderId, invoiceId);
}

const noteInvoice = (ctx: Ctx, orderId: string, invoiceId: string): Promise<"noted" | "noted-before" | "not-ours"> =>
  retryingConflicts(async () => {
    const stored = orderId.startsWith("bkg_") ? await loadBooking(ctx, orderId) : undefined;
    if (stored?.data.payment !== "invoice") return "not-ours";
    if (stored.data.invoiceId !== undefined) return "noted-before";
    await commit(ctx, { put: [bookingPut({ ...stored.data, invoiceId }, stored.version + 1)] });
    return "noted";
  });

/** On finance.payment-received: money that found its order expired lies on account, and the booking may still be had. */
export async function confirmLate(ctx: Ctx, { data }: DomainEvent<PaymentReceived>): Promise<Settled | "invoiced"> {
  if (data.invoiceId !== undefined) return "invoiced";
  const { paymentId, creditId, amountPence } = data;
  return settle(ctx, data.orderId, { paymentId, creditId, amountPence });
}

async function settle(ctx: Ctx, orderId: string, money: Money): Promise<Settled> {
  if (!orderId.startsWith("bkg_")) return "not-ours";
  let attempt = 0;
  return retryingConflicts(async () => {
    attempt++;
    const stored = await loadBooking(ctx, orderId);
    if (stored === undefined) return "not-ours";
    const { status } = stored.data;
    if (status === "confirmed" || status === "cancelled") return "confirmed-before";
    if (status === "lost") return "lost-before";
    const relied = await storedSessions(ctx, sessionIdsOf(stored.data));
    const sessions = relied.map(({ data }) => data);
    // Finance keeps it in sight for a person.
    if ("amountPence" in money && money.amountPence < grossPenceOf(stored.data, sessions)) return "too-little";
    if (status === "awaiting-payment" || status === "held") return confirm(ctx, stored, sessions, money);
    return confirmAgain(ctx, stored, relied, { money, attempt });
  });
}

async function confirm(ctx: Ctx, { data, version }: Stored<Booking>, sessions: readonly Session[], money: Money) {
  const booking: Booking = { ...ended(data, "confirmed"), payment: "card", ...invoiceOf(money) };
  await commit(ctx, {
    put: [bookingPut(booking, version + 1)],
    emit: [confirmedEvent(booking, sessions, creditOf(money))],
  });
  return "confirmed" as const;
}

const creditOf = (money: Money): string | undefined => ("creditId" in money ? money.creditId : undefined);
const invoiceOf = (money: Money) => ("invoiceId" in money ? { invoiceId: money.invoiceId } : {});

/** Its seats had gone back: it gets others where there are any, else its money goes back and it waits first. */
async function confirmAgain(
  ctx: Ctx,
  stored: Stored<Booking>,
  relied: readonly Stored<Session>[],
  { money, attempt }: { readonly money: Money; readonly attempt: number },
): Promise<"confirmed-again" | "lost"> {
  const sessions = relied.map(({ data }) => data);
  const places = await seatsAgain(ctx, stored.data, sessions, attempt);
  if (places === undefined) return lose(ctx, stored, sessions, money);
  const booking: Booking = { ...ended(stored.data, "confirmed"), places, payment: "card", ...invoiceOf(money) };
  await commit(ctx, {
    put: [bookingPut(booking, stored.version + 1), ...claimPuts(booking, places)],
    // Nobody gets a seat of a session that is being called off at this moment.
    expect: relied.map(({ key, version }) => ({ key, version })),
    emit: [confirmedEvent(booking, sessions, creditOf(money))],
  });
  return "confirmed-again";
}

async function lose(ctx: Ctx, { data, version }: Stored<Booking>, sessions: readonly Session[], money: Money) {
  const booking: Booking = { ...ended(data, "lost"), payment: "card", ...invoiceOf(money) };
  const head = await headOfQueue(ctx, booking, sessions);
  const lost = {
    ...{ ...whoseOf(booking), entryIds: head.entryIds },
    ...("invoiceId" in money ? money : { paymentId: money.paymentId }),
    ...(creditOf(money) ? { creditId: creditOf(money) } : {}),
    ...{ sessions: sessions.map(factsOf), places: placesOf(booking).map(placeFacts) },
  };
  await commit(ctx, {
    put: [bookingPut(booking, version + 1), ...head.put],
    emit: [ofBooking(booking, (about) => draft(training.bookingLost, lost, about)), ...head.emit],
  });
  ctx.log.warn("money came after the places had gone", { bookingId: booking.bookingId });
  return "lost" as const;
}
