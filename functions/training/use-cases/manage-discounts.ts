import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { Conflict, type Ctx, commit, type QueryPage, retryingConflicts } from "@alliance/store";
import { allDiscounts, discountEventsPk, discountKey, discountPut } from "../keys/discount.ts";
import { listingKey } from "../keys/session.ts";
import { Discount, type DiscountContent } from "../schema/discount.ts";
import { Listing } from "../schema/session.ts";
import { discountUseNumbers } from "../seating/read-seats.ts";

/** A discount that can be used from its first day on. A code is made once: what it meant stays what it meant. */
export async function makeDiscount(ctx: Ctx, content: DiscountContent): Promise<Discount> {
  authorise(ctx.actor, "training.manage");
  const { code } = content;
  const discount: Discount = { ...content, createdBy: actorId(ctx.actor), createdAt: ctx.clock.now() };
  const event = draft(training.discountMade, { code });
  try {
    await commit(ctx, { put: [discountPut(discount, 1)], emit: [{ pk: discountEventsPk(code), event }] });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const message = `There is a discount code ${code} already. Choose another one`;
    throw new Problem("invalid-input", `${message}.`, [{ field: "code", message }]);
  }
  return discount;
}

/** Nobody books with it any more. Stopped twice is stopped once. */
export const stopDiscount = (ctx: Ctx, code: string): Promise<void> =>
  retryingConflicts(async () => {
    authorise(ctx.actor, "training.manage");
    const stored = await ctx.table.get(discountKey(code), Discount, { consistent: true });
    if (stored === undefined) throw unknown();
    if (stored.data.stoppedAt !== undefined) return;
    const stopped = { ...stored.data, stoppedAt: ctx.clock.now() };
    const event = draft(training.discountStopped, { code });
    await commit(ctx, {
      put: [discountPut(stopped, stored.version + 1)],
      emit: [{ pk: discountEventsPk(code), event }],
    });
  });

export interface DiscountDetails {
  readonly discount: Discount;
  /** Places that were booked with it and are still booked. */
  readonly used: number;
  /** Those that it is for alone. */
  readonly sessions: readonly Listing[];
}

export async function readDiscount(ctx: Ctx, code: string): Promise<DiscountDetails> {
  authorise(ctx.actor, "training.read-any");
  const stored = await ctx.table.get(discountKey(code), Discount);
  if (stored === undefined) throw unknown();
  const [used, listings] = await Promise.all([
    discountUseNumbers(ctx, code),
    ctx.table.getMany((stored.data.sessionIds ?? []).map(listingKey), Listing),
  ]);
  return {
    discount: stored.data,
    used: used.size,
    sessions: listings.flatMap((listing) => (listing ? [listing.data] : [])),
  };
}

/** The newest first. */
export async function listDiscounts(
  ctx: Ctx,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<QueryPage<Discount>> {
  authorise(ctx.actor, "training.read-any");
  return ctx.table.query({ ...allDiscounts, limit, ...(cursor ? { cursor } : {}) }, Discount);
}

const unknown = (): Problem => new Problem("not-found", "We cannot find that discount code.");
