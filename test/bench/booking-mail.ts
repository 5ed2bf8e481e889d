import type { Span } from "@alliance/local-cloud";
import { ask, type Buyer, buyersOf, openSession, placing, pricePence, wishFor } from "./buyers.ts";
import { atMost, exactly, type Measurement, median, quantile } from "./figure.ts";
import { type World, withPlatform } from "./world.ts";

/** The booker comes, and a colleague whom they name: a letter to each with the calendar's entry, and the invoice. */
const lettersOfABooking = 3;

const endOf = ({ startedAt, durationMs }: Span): number => startedAt + durationMs;

/** Two places held and named, then booked by invoice: from that request's arrival to the last letter in the mailbox. */
async function timeOne(world: World, buyer: Buyer, sessionId: string, key: string) {
  const wish = { ...wishFor(sessionId), shownNetPence: 2 * pricePence };
  const two = { ...wish, wishes: wish.wishes.map((each) => ({ ...each, places: 2 })) };
  const held = await ask(world, buyer, "bookings", two, `mail-hold-${key}`);
  const { bookingId, places = [] } = held.body;
  const whos = ["me", { name: "Bea Other", email: `bea.${key}@harbour-view.example` }];
  const delegates = places.map(({ placeId }, at) => ({ placeId, who: whos[at] }));
  const named = await ask(world, buyer, `bookings/${bookingId}/delegates`, { delegates }, `mail-names-${key}`);
  if (held.status !== 201 || named.status !== 200)
    throw new Error(`a booking was answered ${held.status}, ${named.status}`);
  await world.cloud.idle();
  const paid = { ...placing, shownNetPence: 2 * pricePence };
  const placed = await ask(world, buyer, `bookings/${bookingId}/placement`, paid, `mail-place-${key}`);
  if (placed.status !== 200) throw new Error(`booking was answered ${placed.status}`);
  await world.cloud.idle();
  const spans = world.cloud.timeline.trace(placed.traceId);
  const request = spans.find(({ kind }) => kind === "request");
  const letters = spans.filter(({ kind }) => kind === "email");
  if (request === undefined || letters.length === 0) throw new Error("the timeline of a booking has no letter");
  return { toLast: Math.max(...letters.map(endOf)) - request.startedAt, letters: letters.length };
}

/** One booking after the other, on a platform that is warm. */
export const bookingMail: Measurement = {
  name: "booking-mail",
  run: ({ quick }) =>
    withPlatform(100, async (world) => {
      const [bookings, warmUps] = quick ? [10, 3] : [200, 20];
      const sessionId = await openSession(world, 2 * (bookings + warmUps));
      const buyers = await buyersOf(world, bookings + warmUps);
      const timed: Awaited<ReturnType<typeof timeOne>>[] = [];
      for (const [at, buyer] of buyers.entries()) {
        timed.push(await timeOne(world, buyer, sessionId, String(at).padStart(4, "0")));
      }
      const warm = timed.slice(warmUps);
      const toLast = warm.map((each) => each.toLast);
      const wrong = timed.filter(({ letters }) => letters !== lettersOfABooking).length;
      return [
        atMost({
          ...{ id: "booking-mail-p99", figure: "booking → the last of its letters in the mailbox, p99" },
          ...{ value: quantile(toLast, 0.99), limit: 1_500, unit: " ms" },
          detail: `p50 ${median(toLast).toFixed(0)} ms; ${warm.length} bookings of two, ${lettersOfABooking} letters each`,
        }),
        exactly({
          ...{
            id: "booking-mail-letters",
            figure: "bookings of two delegates with more or fewer than one letter each and the invoice",
          },
          ...{ wanted: 0, value: wrong, detail: `of ${timed.length}` },
        }),
      ];
    }),
};
