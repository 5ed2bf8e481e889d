import { isProblem } from "@alliance/core";
import { finance } from "@alliance/events";
import { as, eventOf, system, type TestCtx } from "@alliance/testing";
import fc from "fast-check";
import { type Booking, isRunning, netPenceOf, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { cancelPlaces } from "../use-cases/cancel-places.ts";
import { joinQueue } from "../use-cases/join-queue.ts";
import { leaveQueue } from "../use-cases/leave-queue.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { placeBooking } from "../use-cases/place-booking.ts";
import { reservePlaces } from "../use-cases/reserve-places.ts";
import { sweepHolds } from "../use-cases/sweep-holds.ts";
import { withdrawBooking } from "../use-cases/withdraw-booking.ts";
import { approvalActions } from "./testing-approvals.ts";
import { booker, organisationId } from "./testing-school.ts";
import { people, Small } from "./testing-small-world.ts";

const kinds = [
  ...([
    "reserve",
    "reserve",
    "reserve",
    "series",
    "group",
    "card",
    "card",
    "invoice",
    "pay",
    "pay",
    "say-expired",
    "late",
  ] as const),
  ...([
    "time",
    "time",
    "sweep",
    "withdraw",
    "cancel",
    "cancel-all",
    "substitute",
    "substitute",
    "join",
    "join-all",
    "leave",
    "deliver",
    "again",
    "approval",
    "approve",
    "decline",
  ] as const),
] as const;
type Kind = (typeof kinds)[number];

/** Something that happens; `beside` it at the same moment something else may. */
export interface Step {
  readonly kind: Kind;
  readonly who: number;
  readonly which: number;
  readonly beside?: Step | undefined;
}

const one = { kind: fc.constantFrom(...kinds), who: fc.nat({ max: 3 }), which: fc.nat({ max: 5 }) };
export const schedule: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ ...one, beside: fc.option(fc.record(one), { nil: undefined, freq: 3 }) }),
  { maxLength: 30, size: "max" },
);

/** One step; what the world refuses is part of it. */
async function take(world: Small, step: Step): Promise<void> {
  try {
    await actions[step.kind](world, step);
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
}

type Action = (world: Small, step: Step) => Promise<unknown>;

const reserve =
  (places: number, spread = false): Action =>
  async ({ ctx, sessions }, { who, which }) => {
    const actor = people[who];
    if (actor === undefined) return;
    const first = sessions[which % 2] as Session;
    const chosen = spread ? sessions : [first];
    const wishes = chosen.map((session) => {
      const poolId = session.pools[which % session.pools.length]?.poolId ?? "room";
      return { sessionId: session.sessionId, poolId, places };
    });
    const own = actor.affiliations[0] ? { organisationId } : { organisationName: "A school nobody knows" };
    const input = { wishes, ...own, useIncluded: which < 3 };
    try {
      await reservePlaces(as(ctx, actor), { ...input, shownNetPence: 5_000 * places * chosen.length });
    } catch (error) {
      const shown = isProblem(error, "stale") && /is £([\d.]+) now/.exec(error.message)?.[1];
      if (!shown) throw error;
      await reservePlaces(as(ctx, actor), { ...input, shownNetPence: Math.round(Number(shown) * 100) });
    }
  };

/** As whoever made it, or for three of four as somebody who may not. */
const onBooking =
  (act: (ctx: TestCtx, booking: Booking) => Promise<unknown>): Action =>
  async (world, { which }) => {
    const bookings = world.bookings();
    const booking = bookings[bookings.length - 1 - (which % Math.max(1, bookings.length))];
    const actor = people.find(({ personId }) => personId === booking?.bookedBy);
    if (booking && actor) await act(as(world.ctx, actor), booking);
  };

const place = (payment: "card" | "invoice") =>
  onBooking((ctx, booking) => {
    const { bookingId } = booking;
    const billTo = { name: "Harbour View Primary School", addressLines: ["Quay Street"] };
    const input = { bookingId, payment, purchaseOrderNumber: "PO-1", billTo };
    return placeBooking(ctx, { ...input, shownNetPence: netPenceOf(booking) });
  });

const cancel = (all: boolean) =>
  onBooking((ctx, booking) => {
    const [first] = placesOf(booking);
    const ofFirst = placesOf(booking).filter(({ sessionId }) => sessionId === first?.sessionId);
    const placeIds = (all ? ofFirst : ofFirst.slice(0, 1)).map(({ placeId }) => placeId);
    return cancelPlaces(ctx, { bookingId: booking.bookingId, placeIds, shownCreditPercent: 100 });
  });

/** Whoever booked, somebody with an account, somebody without one, or nobody yet. */
const substitute: Action = (world, step) =>
  onBooking((ctx, booking) => {
    const places = placesOf(booking);
    const placeId = places[step.who % Math.max(1, places.length)]?.placeId ?? "";
    const named = { name: `Alex ${step.who}`, email: `alex.${step.who}@harbour-view.example` };
    const who = (["me", "to-follow", named] as const)[step.which % 3] ?? "me";
    return nameDelegates(ctx, { bookingId: booking.bookingId, delegates: [{ placeId, who }] });
  })(world, step);

const join =
  (all: boolean): Action =>
  async ({ ctx, sessions }, { who, which }) => {
    const actor = people[who];
    const session = sessions[which % 2] as Session;
    const poolId = session.pools[which % session.pools.length]?.poolId ?? "room";
    const own = actor?.affiliations[0] ? { organisationId } : { organisationName: "A school nobody knows" };
    if (actor)
      await joinQueue(as(ctx, actor), { sessionId: session.sessionId, poolId, places: 1 + (which % 3), all, ...own });
  };

const pay: Action = async (world, { which }) => {
  const orders = [...world.orders].filter(([, state]) => state !== "paid");
  const [orderId, state] = orders[which % Math.max(1, orders.length)] ?? [];
  if (orderId === undefined) return;
  world.orders.set(orderId, "paid");
  const { sample: invoice } = finance.invoiceIssued;
  const { invoiceId: _, ...payment } = finance.paymentReceived.sample;
  world.say(
    state === "waiting"
      ? eventOf(finance.invoiceIssued, { ...invoice, orderId, payment: "card" })
      : eventOf(finance.paymentReceived, { ...payment, orderId }),
  );
};

const sayExpired: Action = async (world, { which }) => {
  const waiting = [...world.orders].filter(([, state]) => state === "waiting");
  const [orderId] = waiting[which % Math.max(1, waiting.length)] ?? [];
  if (orderId === undefined) return;
  world.orders.set(orderId, "expired");
  world.say(eventOf(finance.orderExpired, { ...finance.orderExpired.sample, orderId }));
};

/** A chain that chance seldom makes: placed by card, run out at finance, and paid after that. */
const late: Action = async (world, step) => {
  await place("card")(world, step);
  await world.rest();
  await sayExpired(world, step);
  await world.rest();
  await pay(world, step);
  await world.rest();
};

const actions: Readonly<Record<Kind, Action>> = {
  reserve: reserve(1),
  group: reserve(2),
  series: reserve(1, true),
  card: place("card"),
  invoice: place("invoice"),
  pay,
  "say-expired": sayExpired,
  late,
  time: async ({ ctx }, { which }) => ctx.clock.moveSeconds([60, 600, 1_260, 7_300, 40_000, 90_000][which] ?? 60),
  sweep: ({ ctx }) => sweepHolds(as(ctx, system("training"))),
  withdraw: onBooking((ctx, { bookingId }) => withdrawBooking(ctx, bookingId)),
  cancel: cancel(false),
  "cancel-all": cancel(true),
  substitute,
  join: join(false),
  "join-all": join(true),
  ...approvalActions,
  leave: async ({ ctx, sessions }, { who, which }) => {
    const session = sessions[which % 2] as Session;
    const poolId = session.pools[which % session.pools.length]?.poolId ?? "room";
    await leaveQueue(as(ctx, people[who] ?? booker), { sessionId: session.sessionId, poolId });
  },
  deliver: (world, { which }) => world.deliver(which),
  again: (world, { which }) => world.deliver(which, true),
};

/** Runs a schedule and audits after each step; then everything is delivered, time passes, and it is audited at rest. */
export async function wrongWith(steps: readonly Step[]): Promise<readonly string[]> {
  const world = await new Small().open();
  for (const step of steps) {
    await Promise.all([take(world, step), ...(step.beside ? [take(world, step.beside)] : [])]);
    const wrong = world.audit();
    if (wrong.length > 0) return [`after ${JSON.stringify(step)}`, ...wrong];
  }
  await world.rest();
  const wrong = world.audit(true);
  if (wrong.length > 0) return ["at rest", ...wrong];
  return afterWeeks(world);
}

/** Nobody does anything any more: every hold ends, every offer runs out, and the queue is served to its end. */
async function afterWeeks(world: Small): Promise<readonly string[]> {
  const running = () => world.bookings().filter(({ status }) => isRunning(status));
  for (let round = 0; round === 0 || (round < 15 && running().length > 0); round++) {
    world.ctx.clock.moveSeconds(3 * 86_400);
    await sweepHolds(as(world.ctx, system("training")));
    await world.rest();
  }
  const open = running().map(({ bookingId, status }) => `${bookingId} is ${status} for ever`);
  const wrong = [...world.audit(true), ...open];
  return wrong.length > 0 ? ["weeks later", ...wrong] : [];
}

/** Runs so many random schedules, from a seed on where one is given; what was wrong with the smallest that failed, nothing where none did. */
export async function checkSchedules(count: number, seed?: number): Promise<readonly string[]> {
  const outcome = await fc.check(
    fc.asyncProperty(schedule, async (steps) => {
      const wrong = await wrongWith(steps);
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    }),
    { numRuns: count, ...(seed === undefined ? {} : { seed }) },
  );
  return outcome.failed ? [fc.defaultReportMessage(outcome) ?? "failed"] : [];
}
