import { can } from "@alliance/auth";
import { errorsOf, londonDateOf } from "@alliance/core";
import { onceField, openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import { DiscountCode } from "../../schema/discount.ts";
import type { TrainingServices } from "../../services.ts";
import { listDiscounts, makeDiscount, readDiscount, stopDiscount } from "../../use-cases/manage-discounts.ts";
import { DiscountForm } from "./discount-form.ts";
import { discountPage, discountPath, discountsPage, discountsPath } from "./discount-pages.tsx";
import { newDiscountPage } from "./new-discount-page.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ code: DiscountCode });

/** Discount codes, for staff. */
export const discountRoutes = [
  page({
    method: "GET",
    path: "/console/training/discounts",
    access: "training.read-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listDiscounts(ctx, { limit: 25, cursor: cursor && openCursor(cursor, cursorSecret) });
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      return discountsPage({
        discounts: found.items.map(({ data }) => data),
        next: sealed && `${discountsPath}?${new URLSearchParams({ cursor: sealed })}`,
        mayManage: can(ctx.actor, "training.manage"),
        today: londonDateOf(ctx.clock.now()),
      });
    },
  }),
  page({
    method: "GET",
    path: "/console/training/discounts/new",
    access: "training.manage",
    handle: async ({ ctx }) => newDiscountPage(onceField(ctx), {}),
  }),
  page({
    method: "POST",
    path: "/console/training/discounts/new",
    access: "training.manage",
    form: DiscountForm,
    idempotent: true,
    handle: async ({ ctx, form }) => {
      const { values } = form;
      if (!form.ok) return newDiscountPage(onceField(ctx), { values, errors: form.errors });
      try {
        return redirect(discountPath((await makeDiscount(ctx, form.data)).code));
      } catch (error) {
        return newDiscountPage(onceField(ctx), { values, errors: errorsOf(error, "invalid-input") });
      }
    },
  }),
  page({
    method: "GET",
    path: "/console/training/discounts/:code",
    access: "training.read-any",
    params,
    handle: async ({ ctx, params: { code } }) =>
      discountPage(await readDiscount(ctx, code), can(ctx.actor, "training.manage"), londonDateOf(ctx.clock.now())),
  }),
  page({
    method: "POST",
    path: "/console/training/discounts/:code/stop",
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { code } }) => {
      await stopDiscount(ctx, code);
      return redirect(discountPath(code));
    },
  }),
];
