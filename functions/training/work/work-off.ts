import type { DomainEvent, training } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import type * as z from "zod";
import { workKey } from "../keys/work.ts";
import { Work } from "../schema/work.ts";
import { endWithSession } from "./end-with-session.ts";
import { passOn } from "./pass-on.ts";
import { remind } from "./remind.ts";
import { type TakePage, takeStep, type WorkStep } from "./take-step.ts";
import { tellOfMove } from "./tell-of-move.ts";

type Rescheduled = z.infer<typeof training.sessionRescheduled.data>;
type Cancelled = z.infer<typeof training.sessionCancelled.data>;
type Messaged = z.infer<typeof training.delegatesMessaged.data>;
type Continued = z.infer<typeof training.sessionWorkContinued.data>;

const pagesOf = (ctx: Ctx, { kind, workId }: Pick<WorkStep, "kind" | "workId">): TakePage => {
  const of = workId.slice(kind.length + 1);
  if (kind === "reschedule") return tellOfMove(ctx, Number(of));
  if (kind === "message") return passOn(ctx, of);
  return kind === "cancel" ? endWithSession(ctx) : remind(ctx, kind);
};

/** Takes a step of whatever kind of work it is. */
export const take = (ctx: Ctx, step: WorkStep) => takeStep(ctx, step, pagesOf(ctx, step));

/** On training.session-rescheduled: the first page of those who had booked. */
export const beginMove = (ctx: Ctx, { data: { session } }: DomainEvent<Rescheduled>) =>
  take(ctx, {
    ...{ sessionId: session.sessionId, kind: "reschedule", step: 1 },
    workId: `reschedule-${session.calendarSequence}`,
  });

/** On training.session-cancelled: the first page of what ends with it. */
export const beginCancelling = (ctx: Ctx, { data: { session } }: DomainEvent<Cancelled>) =>
  take(ctx, {
    ...{ sessionId: session.sessionId, kind: "cancel", step: 1 },
    workId: `cancel-${session.calendarSequence}`,
  });

/** On training.delegates-messaged: the first page of those who get it. */
export const beginMessage = (ctx: Ctx, { data: { sessionId, messageId } }: DomainEvent<Messaged>) =>
  take(ctx, { sessionId, kind: "message", step: 1, workId: `message-${messageId}` });

/** On training.session-work-continued: the next page of whatever it is. */
export async function continueWork(ctx: Ctx, { data }: DomainEvent<Continued>) {
  const { sessionId, workId, step } = data;
  const stored = await ctx.table.get(workKey(sessionId, workId), Work, { consistent: true });
  if (stored === undefined) throw new Error(`${workId} of ${sessionId} was never begun`);
  return take(ctx, { sessionId, workId, step, kind: stored.data.kind });
}
