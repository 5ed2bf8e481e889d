import { idOf, isProblem } from "@alliance/core";
import { openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import { Reason, reviewStatuses } from "../schema/review.ts";
import type { Services } from "../services.ts";
import { decideReview } from "../use-cases/decide-review.ts";
import { listReviews, readReview } from "../use-cases/list-reviews.ts";
import { listRegisterImports } from "../use-cases/request-register-import.ts";
import { registerPage } from "./console-register.tsx";
import { reviewPage, reviewsPage, reviewsPath } from "./console-reviews.tsx";

const { page } = routesFor<Services>();
const params = z.strictObject({ reviewId: idOf("rev") });

const DecisionForm = z.strictObject({
  decision: z.enum(["accept", "dismiss"], "Choose whether to accept or to dismiss it"),
  reason: Reason,
});

/** What the register changed, and what staff decide about it. */
export const registerConsoleRoutes = [
  page({
    method: "GET",
    path: "/console/membership/register",
    access: "register.import",
    handle: async ({ ctx }) => registerPage(await listRegisterImports(ctx, 20)),
  }),
  page({
    method: "GET",
    path: "/console/membership/register/reviews",
    access: "register.import",
    query: z.object({ status: z.enum(reviewStatuses).default("open"), cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services, query: { status, cursor } }) => {
      const from = cursor ? { cursor: openCursor(cursor, services.cursorSecret) } : {};
      const found = await listReviews(ctx, { status, limit: 25, ...from });
      const next = found.cursor ? { cursor: sealCursor(found.cursor, services.cursorSecret) } : {};
      return reviewsPage(status, { items: found.items, ...next });
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/register/reviews/:reviewId",
    access: "register.import",
    params,
    handle: async ({ ctx, params: { reviewId } }) => reviewPage((await readReview(ctx, reviewId)).data),
  }),
  page({
    method: "POST",
    path: "/console/membership/register/reviews/:reviewId",
    access: "register.import",
    params,
    form: DecisionForm,
    handle: async ({ ctx, services, params: { reviewId }, form }) => {
      const review = (await readReview(ctx, reviewId)).data;
      if (!form.ok) return reviewPage(review, form);
      try {
        await decideReview(ctx, services.register, { reviewId, ...form.data });
      } catch (error) {
        if (!isProblem(error) || error.code === "not-allowed") throw error;
        const errors = [{ field: "decision", message: error.message }];
        return reviewPage((await readReview(ctx, reviewId)).data, { values: form.values, errors });
      }
      return redirect(reviewsPath);
    },
  }),
];
