import { idOf, isProblem } from "@alliance/core";
import { type Form as FormResult, onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { InsetText } from "@alliance/ui";
import * as z from "zod";
import type { FinanceServices } from "../services.ts";
import { previewCreditNote, raiseCreditNote, readCreditable } from "../use-cases/raise-credit-note.ts";
import { CreditNoteForm, wishOf } from "./credit-note-form.ts";
import { Preview, WishForm } from "./credit-note-parts.tsx";

const { page } = routesFor<FinanceServices>();
const base = "/console/finance/invoices";
const section = "Finance";
const access = "finance.credit";
const params = z.object({ invoiceId: idOf("inv") });

type Filled = FormResult<CreditNoteForm>;
type Errors = Extract<Filled, { ok: false }>["errors"];

/** The form, with what was typed and what is wrong with it. */
async function formPage(ctx: Ctx, invoiceId: string, values: Filled["values"] = {}, errors: Errors = []) {
  const { invoice, left } = await readCreditable(ctx, invoiceId);
  const isDone = left.every(({ netPence }) => netPence === 0);
  return {
    title: `Credit invoice ${invoice.number}`,
    section,
    backLink: { href: `${base}/${invoiceId}`, text: `Invoice ${invoice.number}` },
    errors,
    body: (
      <>
        <h1 class="govuk-heading-l">Credit invoice {invoice.number}</h1>
        {isDone ? (
          <InsetText>It was credited in full already. Nothing is left to credit.</InsetText>
        ) : (
          <>
            <p class="govuk-body">
              The invoice itself never changes. A credit note takes the whole of it back, or a part, at the VAT that it
              bore. You see what follows before anything is issued.
            </p>
            <WishForm invoice={invoice} left={left} form={{ values, errors }} />
          </>
        )}
      </>
    ),
  } satisfies PageReply;
}

/** Everything that was typed, as hidden fields of the next form. */
const typedOf = (values: Filled["values"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === "string" && name !== "step" && name !== "onceKey" ? [[name, value]] : [],
    ),
  );

async function previewPage(ctx: Ctx, invoiceId: string, form: Extract<Filled, { ok: true }>): Promise<PageReply> {
  const { left } = await readCreditable(ctx, invoiceId);
  const wish = wishOf(invoiceId, form.data, left);
  const { invoice, plan } = await previewCreditNote(ctx, wish);
  const { reason, note } = wish;
  const shown = { invoice, plan, reason, note, typed: typedOf(form.values), once: onceField(ctx) };
  return {
    title: `Check the credit note for ${invoice.number}`,
    section,
    backLink: { href: `${base}/${invoiceId}`, text: `Invoice ${invoice.number}` },
    body: (
      <>
        <h1 class="govuk-heading-l">Check the credit note</h1>
        <Preview {...shown} />
      </>
    ),
  };
}

/** A refusal that is about a field brings the form back, and so does an invoice that somebody credited meanwhile. */
async function orForm(ctx: Ctx, invoiceId: string, form: Filled, act: () => Promise<PageReply | Response>) {
  try {
    return await act();
  } catch (error) {
    if (isProblem(error, "invalid-input")) return formPage(ctx, invoiceId, form.values, error.errors);
    if (isProblem(error, "conflict")) return formPage(ctx, invoiceId, form.values);
    throw error;
  }
}

export const creditNoteRoutes = [
  page({
    method: "GET",
    path: `${base}/:invoiceId/credit`,
    access,
    params,
    handle: async ({ ctx, params: { invoiceId } }) => formPage(ctx, invoiceId),
  }),
  page({
    method: "POST",
    path: `${base}/:invoiceId/credit`,
    access,
    params,
    form: CreditNoteForm,
    handle: async ({ ctx, params: { invoiceId }, form }) => {
      if (!form.ok) return formPage(ctx, invoiceId, form.values, form.errors);
      if (form.data.step === "change") return formPage(ctx, invoiceId, form.values);
      return orForm(ctx, invoiceId, form, () => previewPage(ctx, invoiceId, form));
    },
  }),
  page({
    method: "POST",
    path: `${base}/:invoiceId/credit/issue`,
    access,
    params,
    form: CreditNoteForm,
    idempotent: true,
    handle: async ({ ctx, params: { invoiceId }, form }) => {
      if (!form.ok) return formPage(ctx, invoiceId, form.values, form.errors);
      return orForm(ctx, invoiceId, form, async () => {
        const { left } = await readCreditable(ctx, invoiceId);
        await raiseCreditNote(ctx, wishOf(invoiceId, form.data, left));
        return redirect(`${base}/${invoiceId}?done=credited`);
      });
    },
  }),
];
