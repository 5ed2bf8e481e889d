import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Change, type Ctx, commit, retryingConflicts } from "@alliance/store";
import { sessionKey, sessionPk } from "../keys/session.ts";
import { workKey, workPut } from "../keys/work.ts";
import { Session } from "../schema/session.ts";
import { Work, type WorkKind } from "../schema/work.ts";

export interface WorkStep {
  readonly sessionId: string;
  readonly workId: string;
  readonly kind: WorkKind;
  /** From 1. */
  readonly step: number;
}

/** What one page came to: it is written together with how far the work is. */
export interface Page extends Pick<Change, "put" | "remove" | "expect" | "emit"> {
  readonly bookings: number;
  readonly places: number;
  /** Where the next page begins; absent after the last one. */
  readonly next?: string | undefined;
}

/** "overtaken": the session is not any more as it was when the work began; another work tells what it is now. */
export type TakePage = (session: Session, work: Work) => Promise<Page | "overtaken">;

/**
 * Deals with one page of the bookings of a session, and asks for the next. What a page writes and how far the work is are
 * one commit, and its version is the step: told again, or told twice at once, a step is taken once.
 */
export const takeStep = (ctx: Ctx, { sessionId, workId, kind, step }: WorkStep, takePage: TakePage) =>
  retryingConflicts(async (): Promise<"taken" | "taken-before" | "overtaken" | "done"> => {
    const [session, stored] = await Promise.all([
      ctx.table.get(sessionKey(sessionId), Session, { consistent: true }),
      ctx.table.get(workKey(sessionId, workId), Work, { consistent: true }),
    ]);
    if (session === undefined) throw new Error(`${sessionId} is missing`);
    if ((stored?.version ?? 0) >= step) return "taken-before";
    const now = ctx.clock.now();
    const work = stored?.data ?? { workId, sessionId, kind, begunAt: now, bookings: 0, places: 0 };
    const page = await takePage(session.data, work);
    if (page === "overtaken") return page;
    const { next, bookings, places, put = [], emit = [], ...rest } = page;
    const { cursor: _, ...before } = work;
    const after: Work = {
      ...before,
      ...{ bookings: work.bookings + bookings, places: work.places + places },
      ...(next === undefined ? { doneAt: now } : { cursor: next }),
    };
    const event = draft(training.sessionWorkContinued, { sessionId, workId, step: step + 1 });
    await commit(ctx, {
      ...rest,
      put: [...put, workPut(after, step)],
      emit: [...emit, ...(next === undefined ? [] : [{ pk: sessionPk(sessionId), event }])],
    });
    return next === undefined ? "done" : "taken";
  });
