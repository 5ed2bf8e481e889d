import type { DomainEvent, training } from "@alliance/events";
import { type Ctx, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { countAfter } from "./count-places.ts";

type Of<Contract extends { readonly data: z.ZodType }> = DomainEvent<z.infer<Contract["data"]>>;
type WithSessions = { readonly sessions: readonly { readonly sessionId: string }[] };

/** Counting what came free waits for nothing: a crowd may have been told that it is full. */
async function count(ctx: Ctx, occurredAt: string, sessionIds: readonly string[], mayWait = false): Promise<void> {
  for (const sessionId of sessionIds) {
    await retryingConflicts(() => countAfter(ctx, sessionId, occurredAt, mayWait));
  }
}

const idsOf = ({ sessions }: WithSessions): string[] => sessions.map(({ sessionId }) => sessionId);

export const countAfterConfirming = (ctx: Ctx, { occurredAt, data }: Of<typeof training.bookingConfirmed>) =>
  count(ctx, occurredAt, idsOf(data), true);
export const countAfterWalkIn = (ctx: Ctx, { occurredAt, data }: Of<typeof training.walkInAdmitted>) =>
  count(ctx, occurredAt, [data.session.sessionId], true);
export const countAfterOffer = (ctx: Ctx, { occurredAt, data }: Of<typeof training.placeOffered>) =>
  count(ctx, occurredAt, [data.session.sessionId], true);
export const countAfterExpiry = (ctx: Ctx, { occurredAt, data }: Of<typeof training.bookingExpired>) =>
  count(ctx, occurredAt, idsOf(data));
export const countAfterWithdrawing = (ctx: Ctx, { occurredAt, data }: Of<typeof training.bookingWithdrawn>) =>
  count(ctx, occurredAt, data.sessionIds);
export const countAfterTransfer = (ctx: Ctx, { occurredAt, data }: Of<typeof training.placesTransferred>) =>
  count(ctx, occurredAt, [data.from.sessionId, data.to.sessionId]);
export const countAfterCancelling = (ctx: Ctx, { occurredAt, data }: Of<typeof training.placesCancelled>) =>
  count(ctx, occurredAt, idsOf(data));
