import type { Actor } from "@alliance/core";
import { dispatch, type Envelope, finance } from "@alliance/events";
import { as, eventOf, published, system, type TestCtx, testCtx } from "@alliance/testing";
import { Booking, netPenceOf, type Reservation } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { subscribers } from "../subscribers.ts";
import { placeBooking } from "../use-cases/place-booking.ts";
import { type Reserved, reservePlaces } from "../use-cases/reserve-places.ts";
import { booker, organisationId } from "./testing-school.ts";

const listPence = 5_000;
export const billTo = { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 0AA"] };

/** A world whose clock stands at ten in the morning of Saturday, 21 November 2026. */
export const trainingCtx = (): TestCtx => testCtx(system("training"));

/** What somebody sends for places of a session at the list price. */
export const wish = (session: Session, places = 1, more: Partial<Reservation> = {}): Reservation => ({
  wishes: [{ sessionId: session.sessionId, poolId: session.pools[0]?.poolId ?? "room", places }],
  organisationName: "A school nobody knows",
  useIncluded: true,
  shownNetPence: listPence * places,
  ...more,
});

/** The same for the school of the tests. */
export const ours = (session: Session, places = 1, more: Partial<Reservation> = {}): Reservation => {
  const { organisationName: _, ...rest } = wish(session, places, more);
  return { ...rest, organisationId, ...more };
};

export const reserveAs = (ctx: TestCtx, actor: Actor, input: Reservation): Promise<Reserved> =>
  reservePlaces(as(ctx, actor), input);

/** A booking that holds its places; throws where there are none. */
export async function held(ctx: TestCtx, actor: Actor, input: Reservation): Promise<Booking> {
  const reserved = await reserveAs(ctx, actor, input);
  if (reserved.outcome !== "held") throw new Error(`not held: ${JSON.stringify(reserved)}`);
  return reserved.booking;
}

export async function placed(
  ctx: TestCtx,
  actor: Actor,
  booking: Booking,
  payment: "card" | "invoice" = "invoice",
  order: { readonly purchaseOrderNumber?: string } = payment === "invoice" ? { purchaseOrderNumber: "PO-1" } : {},
) {
  const { bookingId } = booking;
  const input = { bookingId, payment, ...order, billTo, shownNetPence: netPenceOf(booking) };
  return placeBooking(as(ctx, actor), input);
}

/** Booked by invoice: confirmed. */
export async function booked(ctx: TestCtx, session: Session, places = 1, actor: Actor = booker): Promise<Booking> {
  return (await placed(ctx, actor, await held(ctx, actor, wish(session, places)))).booking;
}

export const bookingOf = (ctx: TestCtx, bookingId: string): Booking =>
  Booking.parse(ctx.table.items.get(`booking#${bookingId}\nbooking`)?.data);

/** Seats of a pool as they lie in the table: number, and whether it is somebody's. */
export const seatsIn = (ctx: TestCtx, { sessionId }: Session, poolId = "room"): string[] =>
  [...ctx.table.items.values()]
    .filter(({ pk, sk }) => pk === `session#${sessionId}` && sk.startsWith(`seat#${poolId}#`))
    .map(({ data }) => (data as { state: string }).state)
    .sort();

export const eventsOf = (ctx: TestCtx, type: string): Envelope[] =>
  published(ctx).filter((event) => event.type === `training.${type}`);

const heard = new WeakMap<TestCtx, Set<string>>();

/** Gives training what it said itself, as the bus would, until it says nothing new. */
export async function deliver(ctx: TestCtx): Promise<void> {
  const done = heard.get(ctx) ?? new Set<string>();
  heard.set(ctx, done);
  for (;;) {
    const due = published(ctx).filter(
      ({ id, type }) => !done.has(id) && subscribers.some((each) => each.type === type),
    );
    if (due.length === 0) return;
    for (const event of due) {
      done.add(event.id);
      await dispatch({ subscribers, log: ctx.log, makeCtx: () => as(ctx, system("training")) }, event);
    }
  }
}

export const paidBy = (orderId: string) =>
  eventOf(finance.invoiceIssued, { ...finance.invoiceIssued.sample, orderId, payment: "card" });

export function lateMoneyFor(orderId: string, amountPence = 6_000) {
  const { invoiceId: _, ...sample } = finance.paymentReceived.sample;
  const creditId = "crd_01KAK3F0Q8J5W2M7X9B4C6D8EF";
  return eventOf(finance.paymentReceived, { ...sample, orderId, amountPence, creditId });
}

export const expiryOf = (orderId: string) => eventOf(finance.orderExpired, { ...finance.orderExpired.sample, orderId });
