import { dispatch, type Envelope } from "@alliance/events";
import { subscribers as ofFinance } from "@alliance/finance/subscribers";
import { testWorld } from "@alliance/finance/test-world";
import { recordStripeEvent } from "@alliance/finance/use-cases/record-stripe-event";
import { startPayment } from "@alliance/finance/use-cases/start-payment";
import { prices } from "@alliance/infra/prices";
import { person, published, system } from "@alliance/testing";
import { subscribers as ofTraining } from "@alliance/training/subscribers";
import { putSession, roomSession } from "@alliance/training/test-world";
import { placeBooking } from "@alliance/training/use-cases/place-booking";
import { reservePlaces } from "@alliance/training/use-cases/reserve-places";

export interface Units {
  readonly wru: number;
  readonly indexWru: number;
  readonly rru: number;
}

/** A step of a paid booking: something somebody asked for, or what a context did when an event was told. */
interface Step extends Units {
  readonly step: string;
}

const buyer = person("per_01KAK3F0Q8J5W2M7X9B4C6D8BZ");
const priceNetPence = 5_000;

export interface PaidBooking {
  readonly steps: readonly Step[];
  readonly events: number;
  /** Write units by what was written, over all steps. */
  readonly wruOf: ReadonlyMap<string, number>;
}

/** What the minimum of 12 counts: the place, the booking as often as it changes, the ledger, the mark of Stripe's money, an event. */
const counted = [
  ...[
    "training.seat",
    "training.booking",
    "finance.ledger-transaction",
    "finance.payment",
    "training.booking-confirmed",
  ],
];

export const wruOfTheCounted = ({ wruOf }: PaidBooking): number =>
  counted.reduce((sum, what) => sum + (wruOf.get(what) ?? 0), 0);

/** One place, held, placed by card and paid: every step with what the table's twin in memory metered. */
export async function stepsOfPaidBooking(): Promise<PaidBooking> {
  const world = testWorld();
  const { ctx, stripe } = world;
  const { meter } = ctx.table;
  const session = await putSession(ctx, roomSession(20));
  const steps: Step[] = [];
  const wruOf = new Map<string, number>();
  const done = async <Result>(step: string, work: () => Promise<Result>): Promise<Result> => {
    meter.reset();
    const result = await work();
    const { wru, indexWru, rru } = meter;
    steps.push({ step, wru, indexWru, rru });
    for (const [what, units] of meter.wruOf) wruOf.set(what, (wruOf.get(what) ?? 0) + units);
    return result;
  };
  const heard = new Set<string>();
  const deliver = async () => {
    for (let due = dueOf(ctx, heard); due.length > 0; due = dueOf(ctx, heard)) {
      for (const event of due) {
        heard.add(event.id);
        for (const [name, subscribers] of Object.entries({ finance: ofFinance, training: ofTraining })) {
          if (!subscribers.some(({ type }) => type === event.type)) continue;
          const makeCtx = () => ({ ...ctx, actor: system(name) });
          await done(`${name} hears ${event.type}`, () => dispatch({ subscribers, log: ctx.log, makeCtx }, event));
        }
      }
    }
  };
  const wish = { wishes: [{ sessionId: session.sessionId, poolId: "room" as const, places: 1 }], useIncluded: true };
  const asked = { ...wish, organisationName: "A school", shownNetPence: priceNetPence };
  const reserved = await done("hold the place", () => reservePlaces(world.as(buyer), asked));
  if (reserved.outcome !== "held") throw new Error("nobody got a place");
  const { bookingId } = reserved.booking;
  const paying = { payment: "card" as const, billTo: { name: "A school", addressLines: [] } };
  const placing = { bookingId, ...paying, shownNetPence: priceNetPence };
  await done("place the booking", () => placeBooking(world.as(buyer), placing));
  await deliver();
  await done("begin to pay", () => startPayment(world.as(buyer), world, { orderId: bookingId }));
  const objectId = stripe.sessionIds[0] ?? "";
  stripe.pay(objectId);
  const hint = { eventId: "evt_1", type: "checkout.session.completed", objectId, objectType: "checkout.session" };
  await done("Stripe tells", () => recordStripeEvent(ctx, { ...hint, createdAt: ctx.clock.now() }));
  await deliver();
  const confirmed = published(ctx).filter(({ type }) => type === "training.booking-confirmed");
  if (confirmed.length !== 1) throw new Error("the booking was not confirmed");
  return { steps, events: heard.size, wruOf };
}

const dueOf = (ctx: Parameters<typeof published>[0], heard: ReadonlySet<string>): Envelope[] =>
  published(ctx).filter(({ id }) => !heard.has(id));

export const sumOf = (steps: readonly Units[]): Units => ({
  wru: steps.reduce((sum, { wru }) => sum + wru, 0),
  indexWru: steps.reduce((sum, { indexWru }) => sum + indexWru, 0),
  rru: steps.reduce((sum, { rru }) => sum + rru, 0),
});

/** What the browser asks for besides: the form, the booking, the way to pay, and where Stripe leads back to. */
const pagesShown = 4;
/** A queue's message is sent, taken and deleted. */
const requestsOfAMessage = 3;
/** Half a gigabyte for a tenth of a second, as docs/cost.md reckons. */
const gigabyteSecondsOfARun = 0.05;
const million = 1_000_000;

/** Dollars for a thousand of them without mail: what was metered at published prices, with nothing batched. */
export function usdOfAThousand({ steps, events }: Pick<PaidBooking, "steps" | "events">): number {
  const { wru, indexWru, rru } = sumOf(steps);
  const heard = steps.filter(({ step }) => step.includes(" hears ")).length;
  const requests = steps.length - heard + pagesShown;
  // The relay runs once an event at worst.
  const runs = requests + heard + events;
  const usd =
    ((wru + indexWru) * prices.writes.usd + rru * prices.reads.usd) / million +
    (requests * prices.httpRequests.usd + events * prices.events.usd) / million +
    (heard * requestsOfAMessage * prices.queueRequests.usd + runs * prices.lambdaRuns.usd) / million +
    runs * gigabyteSecondsOfARun * prices.lambdaSeconds.usd;
  return usd * 1_000;
}
