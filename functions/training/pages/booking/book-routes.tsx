import { errorsOf, type FieldError } from "@alliance/core";
import { onceField, type PageReply, redirect, routesFor, type Values } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import { type PoolId, poolIds } from "../../schema/topics.ts";
import type { TrainingServices } from "../../services.ts";
import { joinQueue } from "../../use-cases/join-queue.ts";
import { leaveQueue } from "../../use-cases/leave-queue.ts";
import { listQueueEntries } from "../../use-cases/list-queue-entries.ts";
import { readWaysToBook } from "../../use-cases/read-ways-to-book.ts";
import { reservePlaces } from "../../use-cases/reserve-places.ts";
import { BookForm, QueueForm } from "./book-forms.ts";
import { bookPage } from "./book-page.tsx";
import { bookingPath, bookPath, ownBookingsPath, queuePath } from "./booking-paths.ts";
import { queuePage } from "./queue-page.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ sessionId: SessionId });

interface Again {
  readonly values?: Values;
  readonly errors?: readonly FieldError[];
}

async function showBook(ctx: Ctx, sessionId: string, form: Again = {}): Promise<PageReply | Response> {
  const found = await readWaysToBook(ctx, sessionId);
  if (found.openPools.length === 0) return redirect(queuePath(sessionId));
  return bookPage(found, onceField(ctx), form);
}

interface Refused {
  readonly status: 409 | 422;
  readonly missed?: PoolId;
}

async function showQueue(
  ctx: Ctx,
  sessionId: string,
  form: Again = {},
  refused?: Refused,
): Promise<PageReply | Response> {
  const [found, own] = await Promise.all([readWaysToBook(ctx, sessionId), listQueueEntries(ctx, sessionId)]);
  if (found.fullPools.length === 0 && own.length === 0 && refused === undefined) return redirect(bookPath(sessionId));
  return queuePage({ found, own, hidden: onceField(ctx), form, ...refused });
}

const refusedAt = ({ poolId }: Values): Refused => {
  const missed = poolIds.find((each) => each === poolId);
  return { status: 422, ...(missed ? { missed } : {}) };
};

/** From the hold of places, or the queue for them. */
export const bookRoutes = [
  page({
    method: "GET",
    path: "/training/:sessionId/book",
    access: "training.book",
    params,
    handle: ({ ctx, params: { sessionId } }) => showBook(ctx, sessionId),
  }),
  page({
    method: "POST",
    path: "/training/:sessionId/book",
    access: "training.book",
    params,
    form: BookForm,
    idempotent: true,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { values } = form;
      if (!form.ok) return showBook(ctx, sessionId, { values, errors: form.errors });
      const { poolId, places, ...wanted } = form.data;
      try {
        const reserved = await reservePlaces(ctx, { ...wanted, wishes: [{ sessionId, poolId, places }] });
        if (reserved.outcome === "held") return redirect(bookingPath(reserved.booking.bookingId));
        const { included: _, shown: __, discount: ___, ...kept } = values;
        return await showQueue(ctx, sessionId, { values: kept }, { status: 409, missed: reserved.poolId });
      } catch (error) {
        return showBook(ctx, sessionId, { values, errors: errorsOf(error, "invalid-input", "stale", "conflict") });
      }
    },
  }),
  page({
    method: "GET",
    path: "/training/:sessionId/queue",
    access: "training.book",
    params,
    handle: ({ ctx, params: { sessionId } }) => showQueue(ctx, sessionId),
  }),
  page({
    method: "POST",
    path: "/training/:sessionId/queue",
    access: "training.book",
    params,
    form: QueueForm,
    idempotent: true,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { values } = form;
      if (!form.ok) return showQueue(ctx, sessionId, { values, errors: form.errors }, refusedAt(values));
      try {
        await joinQueue(ctx, { sessionId, ...form.data });
        return redirect(queuePath(sessionId));
      } catch (error) {
        return showQueue(ctx, sessionId, { values, errors: errorsOf(error, "invalid-input") }, refusedAt(values));
      }
    },
  }),
  page({
    method: "POST",
    path: "/training/:sessionId/queue/leave",
    access: "training.book",
    params,
    form: z.strictObject({ poolId: z.enum(poolIds) }),
    handle: async ({ ctx, params: { sessionId }, form }) => {
      if (form.ok) await leaveQueue(ctx, { sessionId, poolId: form.data.poolId });
      return redirect(`${ownBookingsPath}?done=left`);
    },
  }),
];
