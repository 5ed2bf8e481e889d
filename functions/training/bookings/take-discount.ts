import { dateInWords, londonDateOf, type Pence, Problem, pounds } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { discountKey } from "../keys/discount.ts";
import type { Booking, Place, PriceDecision } from "../schema/booking.ts";
import { Discount } from "../schema/discount.ts";
import type { Session } from "../schema/session.ts";
import { lowestFree } from "../seating/lowest-free.ts";
import { discountUseNumbers } from "../seating/read-seats.ts";

/** "10% off", "£5.00 off a place" */
export const offInWords = ({ off }: Pick<Discount, "off">): string =>
  "percent" in off ? `${off.percent}% off` : `${pounds(off.pence)} off a place`;

/** Half a penny to whoever pays. */
const offPence = ({ off }: Discount, netPence: Pence): Pence =>
  Math.min(netPence, "percent" in off ? Math.floor((netPence * off.percent + 50) / 100) : off.pence);

const refuse = (message: string): Problem =>
  new Problem("invalid-input", `${message}. Nothing was booked.`, [{ field: "discount", message }]);

function assertInForce(discount: Discount | undefined, code: string, today: string): asserts discount is Discount {
  if (discount === undefined) throw refuse(`We do not know the discount code “${code}”. Check it, or leave it out`);
  const { fromOn, untilOn, stoppedAt } = discount;
  if (stoppedAt !== undefined) throw refuse(`The discount code “${code}” has been withdrawn. Leave it out to book`);
  if (today > untilOn) throw refuse(`The discount code “${code}” ran out on ${dateInWords(untilOn)}`);
  if (today < fromOn) throw refuse(`The discount code “${code}” can be used from ${dateInWords(fromOn)}`);
}

function isFor({ sessionIds, subjects, forWhom }: Discount, session: Session, price: PriceDecision): boolean {
  if (sessionIds && !sessionIds.includes(session.sessionId)) return false;
  if (subjects && !session.subjects.some((subject) => subjects.includes(subject))) return false;
  return forWhom === "everybody" || (forWhom === "members") === (price.membershipId !== undefined);
}

const whyNot = ({ forWhom }: Discount): string =>
  ({
    everybody: "is not for this session",
    members: "is for members, or not for this session",
    others: "is for those who are not members, or not for this session",
  })[forWhom];

interface Planned {
  readonly places: readonly Place[];
  readonly prices: readonly PriceDecision[];
}

interface Asked {
  readonly code: string;
  readonly sessions: readonly Session[];
  /** Of this try: another one chooses other numbers. */
  readonly seed: string;
}

/**
 * Takes a discount off the places that it is for and that cost something. Each place is one of so many that can be had
 * with it, claimed by its key in the booking's commit. Throws where it cannot be used as it is: nothing is booked then.
 */
export async function takeDiscount(ctx: Ctx, planned: Planned, { code, sessions, seed }: Asked): Promise<Planned> {
  const discount = (await ctx.table.get(discountKey(code), Discount, { consistent: true }))?.data;
  assertInForce(discount, code, londonDateOf(ctx.clock.now()));
  const fitting = planned.prices.filter((price) => {
    const session = sessions.find(({ sessionId }) => sessionId === price.sessionId);
    return session !== undefined && isFor(discount, session, price);
  });
  if (fitting.length === 0) throw refuse(`The discount code “${code}” ${whyNot(discount)}`);
  const isOf = ({ sessionId, netPence }: Place) =>
    netPence > 0 && fitting.some((price) => price.sessionId === sessionId);
  const wanted = planned.places.filter(isOf);
  if (wanted.length === 0) throw refuse("These places cost nothing: keep the discount code for another booking");
  const used = await discountUseNumbers(ctx, code);
  const free = lowestFree(discount.places, discount.places, used);
  if (free.length < wanted.length) throw usedUp(discount, free.length);
  const numbers = [...free, ...free].slice(startOf(seed, free.length)).slice(0, wanted.length);
  const uses = new Map(wanted.map(({ placeId }, at) => [placeId, numbers[at] as number]));
  return {
    places: planned.places.map((place) => {
      const discountUse = uses.get(place.placeId);
      if (discountUse === undefined) return place;
      return { ...place, discountUse, netPence: place.netPence - offPence(discount, place.netPence) };
    }),
    prices: planned.prices.map((price) =>
      fitting.includes(price)
        ? { ...price, discount: { code, words: `${discount.name}: ${offInWords(discount)}` } }
        : price,
    ),
  };
}

/** Those who book at the same moment begin to count at different numbers. */
const startOf = (seed: string, below: number): number =>
  [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) % below;

function usedUp({ code }: Discount, left: number): Problem {
  if (left <= 0) return refuse(`The discount code “${code}” is used up`);
  return refuse(`The discount code “${code}” is left for ${left === 1 ? "1 place" : `${left} places`} only`);
}

/** What a booking would have cost without its discount: what the form had shown. */
export const withoutDiscount = ({ places, prices }: Pick<Booking, "places" | "prices">): Pence =>
  places.reduce((sum, { sessionId, netPence, discountUse }) => {
    const price = prices.find((each) => each.sessionId === sessionId);
    return sum + (discountUse === undefined ? netPence : (price?.unitNetPence ?? netPence));
  }, 0);
