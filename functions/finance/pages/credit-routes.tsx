import { can, readPerson } from "@alliance/auth";
import { actorId, idOf, isProblem, pounds } from "@alliance/core";
import {
  type Form as FormResult,
  onceField,
  openCursor,
  type PageReply,
  redirect,
  routesFor,
  sealCursor,
} from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { Button, EmptyState, Form, InsetText, Pagination } from "@alliance/ui";
import * as z from "zod";
import type { Credit } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { allocateCredit } from "../use-cases/allocate-credit.ts";
import { ownCredit } from "../use-cases/own-credit.ts";
import { listCredits, listRefundsToMake, readCredit } from "../use-cases/read-credits.ts";
import { decideRefund, Reason, requestRefund } from "../use-cases/refund-credit.ts";
import { penceOf } from "./credit-note-form.ts";
import { AllocateForm, CreditFacts, CreditHistory, CreditTable, DecisionForm, RefundForm } from "./credit-parts.tsx";
import { RefundNext } from "./refund-parts.tsx";

const { page } = routesFor<FinanceServices>();
const base = "/console/finance/on-account";
const section = "Finance";
const params = z.object({ creditId: idOf("crd") });
const access = "finance.allocate";
const done = {
  allocated: "The money is used for the invoice.",
  requested: "The refund is asked for. Somebody else of the finance team decides it.",
  decided: "Your decision is kept.",
  owned: "You look after it now.",
  again: "Stripe is asked again.",
  sent: "It is marked as sent by bank transfer.",
} as const;

const Allocation = z.strictObject({
  invoiceId: z.string("Choose an invoice").pipe(idOf("inv")),
  amount: z
    .string()
    .trim()
    .regex(/^(\d{1,7}(\.\d{2})?)?$/, "Amount must be in pounds, like 120 or 120.50")
    .default("")
    .transform((text) => (text === "" ? undefined : penceOf(text))),
});
const Refund = z.strictObject({ reason: Reason });
const Decision = z.strictObject({
  decision: z.enum(["approve", "refuse"], "Choose whether the money goes back"),
  reason: Reason,
});

/** Who did things, by name: people's names lie with the people, nowhere else. */
async function namesOf(ctx: Ctx, credits: readonly Credit[]): Promise<Map<string, string>> {
  const ids = credits.flatMap(({ owner, refund, allocations }) => [
    ...[owner, refund?.requestedBy, refund?.decidedBy, refund?.sending?.sentBy],
    ...allocations.map(({ by }) => by),
  ]);
  const unique = [...new Set(ids.filter((id) => id !== undefined))];
  const found = await Promise.all(unique.map(async (id) => [id, (await readPerson(ctx, id))?.name] as const));
  return new Map(found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

async function listPage(ctx: Ctx, services: FinanceServices, cursor: string | undefined): Promise<PageReply> {
  const [read, refunds] = await Promise.all([
    listCredits(ctx, { limit: 25, cursor: cursor && openCursor(cursor, services.cursorSecret) }),
    listRefundsToMake(ctx, { limit: 25 }),
  ]);
  const [credits, toMake] = [read, refunds].map(({ items }) => items.map(({ data }) => data)) as [Credit[], Credit[]];
  const names = await namesOf(ctx, [...credits, ...toMake]);
  const now = ctx.clock.now();
  const next = read.cursor && new URLSearchParams({ cursor: sealCursor(read.cursor, services.cursorSecret) });
  return {
    title: "Money on account",
    section,
    layout: "wide",
    backLink: { href: "/console/finance", text: "Finance" },
    body: (
      <>
        <h1 class="govuk-heading-l">Money on account</h1>
        <p class="govuk-body">
          It arrived twice, late, or for more than was owed. Nothing of it is lost: use it for an open invoice, or have
          it given back.
        </p>
        {credits.length === 0 ? (
          <EmptyState title="Nothing is on account" />
        ) : (
          <CreditTable caption="On account, oldest first" credits={credits} names={names} now={now} />
        )}
        {next && <Pagination next={{ href: `${base}?${next}` }} />}
        {toMake.length > 0 && (
          <CreditTable caption="Approved refunds that have not gone yet" credits={toMake} names={names} now={now} />
        )}
      </>
    ),
  };
}

const isTheirOwn = (ctx: Ctx, { refund }: Credit): boolean => refund?.requestedBy === actorId(ctx.actor);

interface Shown {
  readonly done?: keyof typeof done | undefined;
  readonly form?: Extract<FormResult<unknown>, { ok: false }>;
}

/** All about some money on account, and what can be done with it. */
export async function creditPage(ctx: Ctx, creditId: string, { done: what, form }: Shown = {}): Promise<PageReply> {
  const { credit, open } = await readCredit(ctx, creditId);
  const names = await namesOf(ctx, [credit]);
  const act = { credit, once: onceField(ctx), form: form ?? {} };
  const isAsked = credit.refund?.state === "requested";
  const isLeft = credit.remainingPence > 0;
  return {
    title: `${pounds(credit.remainingPence)} on account for ${credit.organisationName ?? "nobody we know"}`,
    section,
    backLink: { href: base, text: "Money on account" },
    ...(what ? { notice: done[what] } : {}),
    errors: form?.errors,
    body: (
      <>
        <h1 class="govuk-heading-l">{pounds(credit.remainingPence)} on account</h1>
        <CreditFacts credit={credit} names={names} now={ctx.clock.now()} />
        <CreditHistory credit={credit} names={names} />
        <RefundNext
          credit={credit}
          once={() => onceField(ctx)}
          form={form ?? {}}
          mayAct={can(ctx.actor, "finance.allocate")}
        />
        {isLeft && credit.owner !== actorId(ctx.actor) && (
          <Form action={`${base}/${creditId}/owner`} hidden={act.once}>
            <Button classes="govuk-button--secondary">I look after it</Button>
          </Form>
        )}
        {isLeft && isAsked && isTheirOwn(ctx, credit) && (
          <InsetText>You asked for a refund. Somebody else of the finance team must decide it.</InsetText>
        )}
        {isLeft && isAsked && !isTheirOwn(ctx, credit) && <DecisionForm {...act} />}
        {isLeft && !isAsked && (
          <>
            <h2 class="govuk-heading-m">Use it for an open invoice</h2>
            <AllocateForm {...act} open={open} />
            <h2 class="govuk-heading-m">Give it back</h2>
            <RefundForm {...act} />
          </>
        )}
      </>
    ),
  };
}

/** A refusal that is about a field is shown at the field. */
async function orShown(
  ctx: Ctx,
  creditId: string,
  values: FormResult<unknown>["values"],
  act: () => Promise<Response>,
) {
  try {
    return await act();
  } catch (error) {
    if (!isProblem(error, "invalid-input")) throw error;
    return creditPage(ctx, creditId, { form: { ok: false, errors: error.errors, values } });
  }
}

export const creditRoutes = [
  page({
    method: "GET",
    path: base,
    access: "finance.read-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services, query }) => listPage(ctx, services, query.cursor),
  }),
  page({
    method: "GET",
    path: `${base}/:creditId`,
    access: "finance.read-any",
    params,
    query: z.object({ done: z.enum(Object.keys(done) as (keyof typeof done)[]).optional() }),
    handle: async ({ ctx, params: { creditId }, query }) => creditPage(ctx, creditId, { done: query.done }),
  }),
  page({
    method: "POST",
    path: `${base}/:creditId/owner`,
    access,
    params,
    idempotent: true,
    handle: async ({ ctx, params: { creditId } }) => {
      await ownCredit(ctx, { creditId });
      return redirect(`${base}/${creditId}?done=owned`);
    },
  }),
  page({
    method: "POST",
    path: `${base}/:creditId/allocate`,
    access,
    params,
    form: Allocation,
    idempotent: true,
    handle: async ({ ctx, params: { creditId }, form }) => {
      if (!form.ok) return creditPage(ctx, creditId, { form });
      const { invoiceId, amount: amountPence } = form.data;
      return orShown(ctx, creditId, form.values, async () => {
        await allocateCredit(ctx, { creditId, invoiceId, amountPence });
        return redirect(`${base}/${creditId}?done=allocated`);
      });
    },
  }),
  page({
    method: "POST",
    path: `${base}/:creditId/refund`,
    access,
    params,
    form: Refund,
    idempotent: true,
    handle: async ({ ctx, params: { creditId }, form }) => {
      if (!form.ok) return creditPage(ctx, creditId, { form });
      await requestRefund(ctx, { creditId, reason: form.data.reason });
      return redirect(`${base}/${creditId}?done=requested`);
    },
  }),
  page({
    method: "POST",
    path: `${base}/:creditId/decision`,
    access,
    params,
    form: Decision,
    idempotent: true,
    handle: async ({ ctx, params: { creditId }, form }) => {
      if (!form.ok) return creditPage(ctx, creditId, { form });
      const { decision, reason } = form.data;
      await decideRefund(ctx, { creditId, isApproved: decision === "approve", reason });
      return redirect(`${base}/${creditId}?done=decided`);
    },
  }),
];
