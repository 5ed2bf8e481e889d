import { authorise } from "@alliance/auth";
import type { Ctx, QueryPage } from "@alliance/store";
import { openCredits, organisationCredits, refundsToMake } from "../keys.ts";
import { isSettled } from "../outstanding.ts";
import { Credit, type Invoice } from "../schema.ts";
import { loadCredit } from "./credit-put.ts";
import { authoriseAccount, listOrganisationInvoices, type PageOf, pageOf } from "./list-invoices.ts";

/** Money on account, the oldest first: for the finance team. */
export async function listCredits(ctx: Ctx, input: PageOf): Promise<QueryPage<Credit>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: openCredits, ...pageOf(input) }, Credit);
}

/** Refunds that two people agreed on and that somebody has to make in Stripe. */
export async function listRefundsToMake(ctx: Ctx, input: PageOf): Promise<QueryPage<Credit>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: refundsToMake, ...pageOf(input) }, Credit);
}

/** What an organisation has on account with us, in pence. */
export async function onAccountPence(ctx: Ctx, input: { readonly organisationId: string }): Promise<number> {
  authoriseAccount(ctx.actor, input.organisationId);
  const pk = organisationCredits(input.organisationId);
  const { items } = await ctx.table.query({ index: "gsi1", pk, limit: 100 }, Credit);
  return items.reduce((sum, { data }) => sum + data.remainingPence, 0);
}

/** Some money on account, and the invoices of the same organisation that it could pay. */
export async function readCredit(
  ctx: Ctx,
  creditId: string,
): Promise<{ readonly credit: Credit; readonly open: readonly Invoice[] }> {
  authorise(ctx.actor, "finance.read-any");
  const { data: credit } = await loadCredit(ctx, creditId);
  const { organisationId } = credit;
  if (organisationId === undefined) return { credit, open: [] };
  const { items } = await listOrganisationInvoices(ctx, { organisationId, limit: 100 });
  const open = items.map(({ data }) => data).filter((invoice) => !isSettled(invoice));
  return { credit, open };
}
