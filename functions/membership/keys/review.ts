import type { Key, Pattern, Put } from "@alliance/store";
import type { Review, ReviewStatus } from "../schema/review.ts";

export const reviewKey = (reviewId: string): Key => ({ pk: `review#${reviewId}`, sk: "review" });

/** Those that wait longest first; of those that were decided, the newest. */
export const reviewsThat = (status: ReviewStatus): Omit<Pattern, "limit"> => ({
  index: "gsi1",
  pk: `reviews#${status}`,
  descending: status !== "open",
});

/** Newest first. */
export const reviewsOf = (organisationId: string): Pattern => ({
  index: "gsi2",
  pk: `organisation-reviews#${organisationId}`,
  descending: true,
  limit: 20,
});

export const reviewPut = (review: Review, version: number): Put => ({
  key: reviewKey(review.reviewId),
  entity: "membership.review",
  version,
  data: review,
  gsi1: { pk: `reviews#${review.status}`, sk: review.reviewId },
  gsi2: { pk: `organisation-reviews#${review.organisationId}`, sk: review.reviewId },
});
