import { isProblem, londonDateOf } from "@alliance/core";
import { type Form, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { CreateTypeInput, MembershipTypeId } from "../schema/membership-type.ts";
import type { PortalServices } from "../services.ts";
import { createMembershipType } from "../use-cases/create-membership-type.ts";
import { readTypeHistory } from "../use-cases/read-membership-types.ts";
import { blankValues, newTypePage, newTypePreviewPage } from "./console-type-new.tsx";
import { NewTypeForm, valuesOfType } from "./type-form.ts";
import { addedBy } from "./type-rows.ts";

const { page } = routesFor<PortalServices>();

type Filled = Extract<Form<z.infer<typeof NewTypeForm>>, { ok: true }>;

/** The type as it would be; or what is wrong with the reason. */
function preview(ctx: Ctx, { data: { content }, values }: Filled, reasonError?: string): PageReply {
  const errors = reasonError ? [{ field: "reason", message: reasonError }] : [];
  return newTypePreviewPage({ content, today: londonDateOf(ctx.clock.now()), form: { values, errors } });
}

/** Made; or the form again, where somebody else has a type of that name. */
async function make(ctx: Ctx, form: Filled): Promise<PageReply | Response> {
  const { content, reason } = form.data;
  const input = CreateTypeInput.safeParse({ content, reason });
  if (!input.success) return preview(ctx, form, input.error.issues[0]?.message);
  try {
    const { membershipTypeId } = await createMembershipType(ctx, input.data);
    return redirect(`/console/membership/types/${membershipTypeId}?made`);
  } catch (error) {
    if (isProblem(error, "already-exists")) return newTypePage({ values: form.values, errors: error.errors });
    if (isProblem(error, "conflict")) return preview(ctx, form, error.message);
    throw error;
  }
}

/** How a type comes to be: blank or as a copy, looked at whole, then made. Before the routes of one type. */
export const newTypeRoutes = [
  page({
    method: "GET",
    path: "/console/membership/types/new",
    access: "membership.edit-types",
    query: z.object({ copyOf: MembershipTypeId.optional() }),
    handle: async ({ ctx, query: { copyOf } }) => {
      if (copyOf === undefined) return newTypePage({ values: blankValues });
      const { content } = (await readTypeHistory(ctx, copyOf)).current;
      const { isOnSale: _, ...values } = valuesOfType(content);
      return newTypePage({ values: { ...values, name: "" } }, content.name);
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/types/new",
    access: "membership.edit-types",
    form: NewTypeForm,
    handle: async ({ ctx, form }) => {
      if (!form.ok || form.data.step === "change" || addedBy(form.values))
        return newTypePage({ values: form.values, errors: form.ok || addedBy(form.values) ? [] : form.errors });
      return form.data.step === "make" ? make(ctx, form) : preview(ctx, form);
    },
  }),
];
