import { idOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import type { FinanceServices } from "../services.ts";
import { BankReference, markRefundSent, sendRefundAgain } from "../use-cases/send-refund-again.ts";
import { creditPage } from "./credit-routes.tsx";

const { page } = routesFor<FinanceServices>();
const base = "/console/finance/on-account";
const access = "finance.allocate";
const params = z.object({ creditId: idOf("crd") });

/** What becomes of approved money that has not gone back yet. */
export const refundRoutes = [
  page({
    method: "POST",
    path: `${base}/:creditId/refund-again`,
    access,
    params,
    idempotent: true,
    handle: async ({ ctx, params: { creditId } }) => {
      await sendRefundAgain(ctx, { creditId });
      return redirect(`${base}/${creditId}?done=again`);
    },
  }),
  page({
    method: "POST",
    path: `${base}/:creditId/refund-sent`,
    access,
    params,
    form: z.strictObject({ reference: BankReference }),
    idempotent: true,
    handle: async ({ ctx, params: { creditId }, form }) => {
      if (!form.ok) return creditPage(ctx, creditId, { form });
      await markRefundSent(ctx, { creditId, ...form.data });
      return redirect(`${base}/${creditId}?done=sent`);
    },
  }),
];
