import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { reviewKey, reviewsThat } from "../keys/review.ts";
import { Review, type ReviewStatus } from "../schema/review.ts";

export interface ReviewPage {
  readonly items: readonly Review[];
  readonly cursor?: string;
}

/** What the register says and nobody has decided about yet, longest wait first; or what was decided, newest first. */
export async function listReviews(
  ctx: Ctx,
  page: { readonly status: ReviewStatus; readonly limit: number; readonly cursor?: string },
): Promise<ReviewPage> {
  authorise(ctx.actor, "register.import");
  const { status, limit, cursor } = page;
  const found = await ctx.table.query({ ...reviewsThat(status), limit, ...(cursor ? { cursor } : {}) }, Review);
  const items = found.items.map(({ data }) => data);
  return found.cursor ? { items, cursor: found.cursor } : { items };
}

/** Consistent: the page after a decision shows it. */
export async function readReview(ctx: Ctx, reviewId: string): Promise<Stored<Review>> {
  authorise(ctx.actor, "register.import");
  const stored = await ctx.table.get(reviewKey(reviewId), Review, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that review.");
  return stored;
}
