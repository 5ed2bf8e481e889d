import type { Ctx } from "@alliance/store";
import { person, system, testCtx } from "@alliance/testing";
import { bookingPut } from "@alliance/training/keys/booking";
import type { Booking } from "@alliance/training/schema/booking";
import type { Session } from "@alliance/training/schema/session";
import { putSession, roomSession } from "@alliance/training/test-world";
import { placeBooking } from "@alliance/training/use-cases/place-booking";
import { reservePlaces } from "@alliance/training/use-cases/reserve-places";
import { openEmbeddedTable } from "../contracts/embedded-table.ts";
import { exactly, type Figure, listed, type Measurement, median } from "./figure.ts";
import { stepsOfPaidBooking, sumOf, type Units, usdOfAThousand, wruOfTheCounted } from "./paid-booking.ts";

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

interface Shop {
  readonly ctx: Ctx;
  readonly close: () => Promise<void>;
}

/** A table with so many bookings in it, and code that is warm. */
async function openShop(stored: number): Promise<Shop> {
  const { table, close } = await openEmbeddedTable();
  const ctx: Ctx = { ...testCtx(system("training")), table };
  const { booked } = await sell(ctx, await putSession(ctx, roomSession(200)), 200);
  const [sample] = booked;
  if (sample === undefined) throw new Error("nobody got a place");
  await fill(ctx, sample, stored);
  return { ctx, close };
}

/** A session sold to its last seat, with a few buyers too many. */
async function sellOut({ ctx }: Shop, seats: number) {
  const session = await putSession(ctx, roomSession(seats));
  const sold = await sell(ctx, session, seats);
  const over = await sell(ctx, session, buyersAtOnce);
  return { ...sold, seats: new Set([...sold.booked, ...over.booked].map(({ places }) => places[0]?.seat)).size };
}

/** In turns on both tables, so that whatever else the machine does falls on both. */
async function throughput(few: number, many: number, seats: number): Promise<Figure[]> {
  const shops = [await openShop(few), await openShop(many)] as const;
  try {
    const rounds: { readonly few: number; readonly many: number; readonly seats: number }[] = [];
    for (let round = 0; round < 6; round++) {
      const [one, other] = round % 2 === 0 ? shops : shops.toReversed();
      const sales = [await sellOut(one as Shop, seats), await sellOut(other as Shop, seats)];
      const [ofFew, ofMany] = round % 2 === 0 ? sales : sales.toReversed();
      if (ofFew === undefined || ofMany === undefined) throw new Error("there are two tables");
      const fewestSold = Math.min(ofFew.seats, ofMany.seats);
      rounds.push({ few: ofFew.perMinute, many: ofMany.perMinute, seats: fewestSold });
    }
    return figuresOf(rounds, { few, many, seats });
  } finally {
    for (const { close } of shops) await close();
  }
}

function figuresOf(
  rounds: readonly { readonly few: number; readonly many: number; readonly seats: number }[],
  { few, many, seats }: { readonly few: number; readonly many: number; readonly seats: number },
): Figure[] {
  const said = (count: number): string => count.toLocaleString("en-GB");
  const [fewRate, manyRate] = [median(rounds.map((each) => each.few)), median(rounds.map((each) => each.many))];
  const change = (median(rounds.map((each) => each.many / each.few)) - 1) * 100;
  return [
    {
      ...{ id: "bookings-per-minute", figure: "confirmed bookings a minute of ONE session, on the embedded database" },
      target: `≥ ${said(wantedPerMinute)}`,
      measured: `${fewRate.toFixed(0)} beside ${said(few)} bookings, ${manyRate.toFixed(0)} beside ${said(many)} (medians of ${rounds.length} sessions of ${said(seats)} seats each, sold to the last seat)`,
      met: Math.min(fewRate, manyRate) >= wantedPerMinute,
    },
    {
      ...{ id: "bookings-flat", figure: "the same beside many stored bookings", target: `± ${tolerance * 100} %` },
      measured: `${change >= 0 ? "+" : "−"}${Math.abs(change).toFixed(1)} % (median of the rounds, in turns)`,
      met: Math.abs(change) <= tolerance * 100,
    },
    exactly({
      ...{ id: "bookings-sold", figure: `places sold of ${seats} to ${seats + buyersAtOnce} buyers, no seat twice` },
      ...{ wanted: seats, value: Math.min(...rounds.map((each) => each.seats)) },
    }),
  ];
}

/** For a booking that is held, paid and confirmed, without an order, an invoice and what is told of them. */
const minimumWru = 12;

/** What a booking of one place by card writes, by the memory table's meter, and what a thousand of them cost. */
async function capacityOfPaidBooking(): Promise<Figure[]> {
  const booking = await stepsOfPaidBooking();
  const [hold] = booking.steps;
  if (hold === undefined) throw new Error("a booking begins with its place");
  const words = ({ wru, indexWru, rru }: Units): string => `${wru} WRU, ${indexWru} index WRU, ${rru} RRU`;
  const whole = sumOf(booking.steps);
  const usd = usdOfAThousand(booking);
  const rows = booking.steps.map(({ step, ...units }) =>
    listed(`capacity paid booking, ${step}`, `capacity: paid booking, ${step}`, words(units)),
  );
  return [
    ...rows,
    {
      ...{ id: "capacity-reservation", figure: "capacity of a reservation of one place", target: "≤ 4 WRU and index" },
      ...{ measured: words(hold), met: hold.wru <= 4 },
    },
    {
      ...{ id: "capacity-paid-booking", figure: "capacity of a whole paid booking of one place, by card" },
      ...{ target: `≤ ${minimumWru * 1.25} WRU`, met: whole.wru <= minimumWru * 1.25 },
      measured: `${words(whole)} (${booking.events} events; docs/decisions/what-a-paid-booking-costs.md)`,
    },
    {
      id: "capacity-paid-booking-counted",
      figure: `of that what the ${minimumWru} count: seat, booking, ledger entry, mark of the money, the event that confirms`,
      ...{ target: `≤ ${minimumWru * 1.25} WRU`, met: wruOfTheCounted(booking) <= minimumWru * 1.25 },
      measured: `${wruOfTheCounted(booking)} WRU`,
    },
    listed(
      "capacity-paid-booking-by-item",
      "capacity: paid booking, by what is written",
      [...booking.wruOf].map(([what, units]) => `${what} ${units}`).join(", "),
    ),
    {
      ...{ id: "cost-paid-bookings", figure: "AWS cost of 1,000 paid bookings without mail, nothing batched" },
      ...{ target: "≤ $0.02", measured: `$${usd.toFixed(3)}`, met: usd <= 0.02 },
    },
  ];
}

/** Training: how quickly one session sells, and what a booking costs. */
export const bookings: Measurement = {
  name: "bookings",
  run: async ({ quick }) => [
    ...(await capacityOfPaidBooking()),
    ...(await throughput(quick ? 100 : 1_000, quick ? 1_000 : 50_000, quick ? 100 : 1_000)),
  ],
};
