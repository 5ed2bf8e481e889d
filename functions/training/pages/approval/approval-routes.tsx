import { organisationCards } from "@alliance/auth";
import { errorsOf, idOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import type { TrainingServices } from "../../services.ts";
import { approveBooking, declineBooking, readApprovalAsked } from "../../use-cases/decide-approval.ts";
import { readApproval, setApproval } from "../../use-cases/set-approval.ts";
import { approvalPath, approvalSettingPath } from "../booking/booking-paths.ts";
import { approvalPage, approvalSettingPage } from "./approval-pages.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg") });
const ofOrganisation = z.strictObject({ organisationId: idOf("org") });
const path = "/training/approvals/:bookingId" as const;
const settingPath = "/portal/training/approval/:organisationId" as const;

async function showSetting(ctx: Ctx, organisationId: string, form: FormState = {}, notice?: string) {
  const [details, [card]] = await Promise.all([
    readApproval(ctx, organisationId),
    organisationCards(ctx.table, [organisationId]),
  ]);
  return approvalSettingPage({ name: card?.name ?? "", details, form, notice });
}

/** What a budget holder is asked, and who is. */
export const approvalRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    handle: async ({ ctx, params: { bookingId } }) => approvalPage(await readApprovalAsked(ctx, bookingId)),
  }),
  page({
    method: "POST",
    path,
    access: "training.book",
    params,
    form: z.strictObject({ purchaseOrderNumber: z.string().trim().max(50, "Use at most 50 characters").default("") }),
    handle: async ({ ctx, params: { bookingId }, form }) => {
      if (!form.ok) return approvalPage(await readApprovalAsked(ctx, bookingId), form);
      const { purchaseOrderNumber: number } = form.data;
      try {
        await approveBooking(ctx, { bookingId, ...(number ? { purchaseOrderNumber: number } : {}) });
        return redirect(approvalPath(bookingId));
      } catch (error) {
        const errors = errorsOf(error, "invalid-input", "gone");
        return approvalPage(await readApprovalAsked(ctx, bookingId), { values: form.values, errors });
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/decline`,
    access: "training.book",
    params,
    form: z.strictObject({ reason: z.string().trim().max(300, "Use at most 300 characters").default("") }),
    handle: async ({ ctx, params: { bookingId }, form }) => {
      if (!form.ok) return approvalPage(await readApprovalAsked(ctx, bookingId), form);
      try {
        await declineBooking(ctx, bookingId, form.data.reason);
        return redirect(approvalPath(bookingId));
      } catch (error) {
        const errors = errorsOf(error, "gone");
        return approvalPage(await readApprovalAsked(ctx, bookingId), { errors });
      }
    },
  }),
  page({
    method: "GET",
    path: settingPath,
    access: "people.manage-own",
    params: ofOrganisation,
    query: z.object({ done: z.enum(["saved"]).optional() }),
    handle: ({ ctx, params: { organisationId }, query }) =>
      showSetting(ctx, organisationId, {}, query.done && "Saved. It counts for bookings from now on."),
  }),
  page({
    method: "POST",
    path: settingPath,
    access: "people.manage-own",
    params: ofOrganisation,
    form: z.strictObject({
      budgetHolder: z.union([z.literal("nobody"), idOf("per")], "Choose who approves bookings"),
    }),
    handle: async ({ ctx, params: { organisationId }, form }) => {
      if (!form.ok) return showSetting(ctx, organisationId, form);
      const { budgetHolder } = form.data;
      try {
        await setApproval(ctx, organisationId, budgetHolder === "nobody" ? undefined : budgetHolder);
        return redirect(`${approvalSettingPath(organisationId)}?done=saved`);
      } catch (error) {
        return showSetting(ctx, organisationId, { values: form.values, errors: errorsOf(error, "invalid-input") });
      }
    },
  }),
];
