import { idOf, Problem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import { poolIds } from "../../schema/topics.ts";
import type { TrainingServices } from "../../services.ts";
import { readWaysToMove } from "../../use-cases/read-ways-to-move.ts";
import { transferPlaces } from "../../use-cases/transfer-places.ts";
import { movePlacesPage } from "./booking-move-page.tsx";
import { bookingPath } from "./booking-paths.ts";
import { refusedForm } from "./refused-form.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg"), sessionId: SessionId });
const path = "/training/bookings/:bookingId/move/:sessionId" as const;

const MoveForm = z.strictObject({
  places: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((places) => [places].flat()),
  to: z
    .string("Choose a session")
    .regex(new RegExp(`^ses_[0-9A-HJKMNP-TV-Z]{26}\\|(${poolIds.join("|")})$`), "Choose a session"),
});

async function form(ctx: Ctx, { bookingId, sessionId }: z.infer<typeof params>, state: FormState) {
  const ways = await readWaysToMove(ctx, bookingId, sessionId);
  if (ways.details.booking.status !== "confirmed") return redirect(bookingPath(bookingId));
  if (ways.from === undefined) throw new Problem("not-found", "We cannot find that session in this booking.");
  return movePlacesPage(ways, ways.from, state);
}

export const moveRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    handle: ({ ctx, params: of }) => form(ctx, of, {}),
  }),
  page({
    method: "POST",
    path,
    access: "training.book",
    params,
    form: MoveForm,
    handle: async ({ ctx, params: of, form: sent }) => {
      if (!sent.ok) return form(ctx, of, sent);
      const [toSessionId = "", poolId] = sent.data.to.split("|") as [string, (typeof poolIds)[number]];
      try {
        await transferPlaces(ctx, { bookingId: of.bookingId, placeIds: sent.data.places, toSessionId, poolId });
        return redirect(`${bookingPath(of.bookingId)}?done=moved`);
      } catch (error) {
        return form(ctx, of, refusedForm(error, sent.values));
      }
    },
  }),
];
