import type { Ctx } from "@alliance/store";
import { as, person, system, testCtx } from "@alliance/testing";
import { bookingPut } from "@alliance/training/keys/booking";
import type { Booking } from "@alliance/training/schema/booking";
import type { Session } from "@alliance/training/schema/session";
import { putSession, roomSession } from "@alliance/training/test-world";
import { placeBooking } from "@alliance/training/use-cases/place-booking";
import { reservePlaces } from "@alliance/training/use-cases/reserve-places";
import { openEmbeddedTable } from "../contracts/embedded-table.ts";
import { exactly, type Figure, listed, type Measurement } from "./figure.ts";

const buyersAtOnce = 8;
const pricePence = 5_000;
const tolerance = 0.15;
const wantedPerMinute = 4_000;

const buyer = (number: number) => person(`per_01KAK3F0Q9${String(number).padStart(16, "0")}`);

/** One place is held, then placed with a purchase order, which confirms it: two commits. */
async function buy(ctx: Ctx, { sessionId }: Session): Promise<Booking | undefined> {
  const organisationName = "A school nobody knows";
  const wishes = [{ sessionId, poolId: "room" as const, places: 1 }];
  const wish = { wishes, organisationName, useIncluded: true, shownNetPence: pricePence };
  const reserved = await reservePlaces(ctx, wish);
  if (reserved.outcome !== "held") return undefined;
  const { bookingId } = reserved.booking;
  const billTo = { name: organisationName, addressLines: [] };
  const paying = { payment: "invoice" as const, purchaseOrderNumber: "PO-1", billTo, shownNetPence: pricePence };
  return (await placeBooking(ctx, { bookingId, ...paying })).booking;
}

/** Buyers of one session, some at once, until each has an answer. */
async function sell(ctx: Ctx, session: Session, buyers: number) {
  const booked: Booking[] = [];
  let next = 0;
  const began = performance.now();
  const each = async () => {
    while (next < buyers) {
      const booking = await buy({ ...ctx, actor: buyer(next++) }, session);
      if (booking?.status === "confirmed") booked.push(booking);
    }
  };
  await Promise.all(Array.from({ length: buyersAtOnce }, each));
  return { booked, perMinute: (booked.length / (performance.now() - began)) * 60_000 };
}

/** Bookings of other sessions, as many as there are after years. */
async function fill(ctx: Ctx, booking: Booking, count: number): Promise<void> {
  const origin = { actor: "bench", correlationId: "bench", now: ctx.clock.now(), nextEventId: () => "" };
  for (let made = 0; made < count; made += 100) {
    const ids = Array.from({ length: Math.min(100, count - made) }, () => ctx.ids.next("bkg"));
    await ctx.table.commit({ put: ids.map((bookingId) => bookingPut({ ...booking, bookingId }, 1)) }, origin);
  }
}

async function throughput(stored: number, sold: number): Promise<Figure[]> {
  const { table, close } = await openEmbeddedTable();
  try {
    const ctx: Ctx = { ...testCtx(system("training")), table };
    const session = () => putSession(ctx, roomSession(sold));
    // The first few hundred make the code warm.
    await sell(ctx, await session(), Math.min(300, sold));
    const first = await sell(ctx, await session(), sold);
    const [sample] = first.booked;
    if (sample === undefined) throw new Error("nobody got a place");
    await fill(ctx, sample, stored);
    const last = await session();
    const later = await sell(ctx, last, sold);
    const over = await sell(ctx, last, buyersAtOnce);
    const change = (later.perMinute / first.perMinute - 1) * 100;
    const met = Math.min(first.perMinute, later.perMinute) >= wantedPerMinute;
    const few = `${first.perMinute.toFixed(0)} beside ${sold.toLocaleString("en-GB")} bookings`;
    const many = `${later.perMinute.toFixed(0)} beside ${stored.toLocaleString("en-GB")}`;
    return [
      {
        ...{
          id: "bookings-per-minute",
          figure: "confirmed bookings a minute of ONE session, on the embedded database",
        },
        ...{ target: `≥ ${wantedPerMinute.toLocaleString("en-GB")}`, measured: `${few}, ${many}`, met },
      },
      {
        ...{ id: "bookings-flat", figure: "the same beside many stored bookings", target: `± ${tolerance * 100} %` },
        ...{
          measured: `${change >= 0 ? "+" : "−"}${Math.abs(change).toFixed(1)} %`,
          met: Math.abs(change) <= tolerance * 100,
        },
      },
      exactly({
        ...{ id: "bookings-sold", figure: `places sold of ${sold} to ${sold + buyersAtOnce} buyers, no seat twice` },
        ...{
          wanted: sold,
          value: new Set([...later.booked, ...over.booked].map(({ places }) => places[0]?.seat)).size,
        },
      }),
    ];
  } finally {
    await close();
  }
}

/** What a reservation writes, by the memory table's meter. */
async function capacityOfReservation(): Promise<Figure[]> {
  const ctx = testCtx(system("training"));
  const session = await putSession(ctx, roomSession(20));
  const { meter } = ctx.table;
  const figures: Figure[] = [];
  meter.reset();
  const wishes = [{ sessionId: session.sessionId, poolId: "room" as const, places: 1 }];
  const wish = { wishes, organisationName: "A school", useIncluded: true, shownNetPence: pricePence };
  const reserved = await reservePlaces(as(ctx, buyer(1)), wish);
  if (reserved.outcome !== "held") throw new Error("nobody got a place");
  const { wru, indexWru, rru } = meter;
  const measured = `${wru} WRU, ${indexWru} index WRU, ${rru} RRU`;
  figures.push({
    ...{ id: "capacity-reservation", figure: "capacity of a reservation of one place", target: "≤ 4 WRU and index" },
    ...{ measured, met: wru <= 4 },
  });
  meter.reset();
  const { bookingId } = reserved.booking;
  const billTo = { name: "A school", addressLines: [] };
  await placeBooking(as(ctx, buyer(1)), { bookingId, payment: "card", billTo, shownNetPence: pricePence });
  const words = `${meter.wru} WRU, ${meter.indexWru} index WRU, ${meter.rru} RRU`;
  return [...figures, listed("capacity training place by card", "capacity: training, placed by card", words)];
}

/** Training: how quickly one session sells, and what it costs to hold a place. */
export const bookings: Measurement = {
  name: "bookings",
  run: async ({ quick }) => [
    ...(await capacityOfReservation()),
    ...(await throughput(quick ? 1_000 : 50_000, quick ? 100 : 1_000)),
  ],
};
