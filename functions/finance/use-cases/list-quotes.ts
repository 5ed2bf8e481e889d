import { authorise } from "@alliance/auth";
import type { Ctx, QueryPage } from "@alliance/store";
import { organisationQuotes, quotedOrders } from "../keys.ts";
import { Order } from "../schema.ts";
import { authoriseAccount, type PageOf, pageOf } from "./list-invoices.ts";

/** Quotes that wait for their answer, the first to run out first: for the finance team. */
export async function listQuotes(ctx: Ctx, input: PageOf): Promise<QueryPage<Order>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: quotedOrders, ...pageOf(input) }, Order);
}

/** An organisation's quotes that wait for their answer. */
export async function listOrganisationQuotes(
  ctx: Ctx,
  input: PageOf & { readonly organisationId: string },
): Promise<QueryPage<Order>> {
  authoriseAccount(ctx.actor, input.organisationId);
  return ctx.table.query({ index: "gsi1", pk: organisationQuotes(input.organisationId), ...pageOf(input) }, Order);
}
