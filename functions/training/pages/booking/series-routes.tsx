import { errorsOf, whenInWords } from "@alliance/core";
import { onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { SeriesId } from "../../schema/session.ts";
import type { PoolId } from "../../schema/topics.ts";
import type { TrainingServices } from "../../services.ts";
import { readSeriesToBook, type SeriesToBook } from "../../use-cases/read-series-to-book.ts";
import { type Reserved, reservePlaces } from "../../use-cases/reserve-places.ts";
import { bookingPath } from "./booking-paths.ts";
import { poolNames } from "./booking-words.ts";
import { SeriesForm } from "./series-form.ts";
import { seriesPage } from "./series-page.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ seriesId: SeriesId });
const path = "/training/series/:seriesId/book" as const;

const show = async (ctx: Ctx, seriesId: string, form: FormState = {}): Promise<PageReply> =>
  seriesPage(await readSeriesToBook(ctx, seriesId), onceField(ctx), form);

/** A date that has one way to take part is joined in that way, whatever was chosen for the others. */
const poolAt = ({ dates }: SeriesToBook, sessionId: string, chosen: PoolId): PoolId => {
  const pools = dates.find(({ session }) => session.sessionId === sessionId)?.session.pools ?? [];
  return pools.length === 1 ? (pools[0]?.poolId ?? chosen) : chosen;
};

type Full = Extract<Reserved, { readonly outcome: "full" }>;

function fullInWords({ dates }: SeriesToBook, { sessionId, poolId }: Full): string {
  const session = dates.find((date) => date.session.sessionId === sessionId)?.session;
  const when = session ? whenInWords(session) : "one of these dates";
  return `${poolNames[poolId]}, ${when}: there are not enough places any more. Nothing was booked. Leave this date out, or take fewer places`;
}

/** A series is booked by its dates: one booking, all of them held or none. */
export const seriesRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    handle: ({ ctx, params: { seriesId } }) => show(ctx, seriesId),
  }),
  page({
    method: "POST",
    path,
    access: "training.book",
    params,
    form: SeriesForm,
    idempotent: true,
    handle: async ({ ctx, params: { seriesId }, form }) => {
      const { values } = form;
      if (!form.ok) return show(ctx, seriesId, { values, errors: form.errors });
      const { dates, poolId, places, ...wanted } = form.data;
      const found = await readSeriesToBook(ctx, seriesId);
      const wishes = dates.map((sessionId) => ({ sessionId, poolId: poolAt(found, sessionId, poolId), places }));
      try {
        const reserved = await reservePlaces(ctx, { ...wanted, wishes });
        if (reserved.outcome === "held") return redirect(bookingPath(reserved.booking.bookingId));
        const errors = [{ field: "dates", message: fullInWords(found, reserved) }];
        return await show(ctx, seriesId, { values, errors });
      } catch (error) {
        return show(ctx, seriesId, { values, errors: errorsOf(error, "invalid-input", "stale", "conflict") });
      }
    },
  }),
];
