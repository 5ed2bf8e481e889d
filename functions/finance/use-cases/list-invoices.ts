import { authorise, authoriseFor, canFor } from "@alliance/auth";
import type { Actor } from "@alliance/core";
import type { Ctx, QueryPage } from "@alliance/store";
import { allInvoices, organisationInvoices } from "../keys.ts";
import { Invoice } from "../schema.ts";

export interface PageOf {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const pageOf = ({ limit, cursor }: PageOf) => ({ limit, ...(cursor === undefined ? {} : { cursor }) });

/** Of an organisation's account its people; of a person's own, who booked for no organisation, that person alone. */
export function authoriseAccount(actor: Actor, organisationId: string): void {
  if (actor.kind === "person" && actor.personId === organisationId) return;
  authoriseFor(actor, "finance.read-own", organisationId);
}

/** The organisations whose invoices somebody sees as one of their people. */
export function organisationsToRead(actor: Actor): string[] {
  if (actor.kind !== "person") return [];
  const own = actor.affiliations.filter(({ organisationId }) => canFor(actor, "finance.read-own", organisationId));
  return [...new Set(own.map(({ organisationId }) => organisationId))];
}

/** Those, and the account of one's own that who books for no organisation has. */
export const accountsToRead = (actor: Actor): string[] =>
  actor.kind === "person" ? [...organisationsToRead(actor), actor.personId] : [];

/** An organisation's invoices, newest first. */
export async function listOrganisationInvoices(
  ctx: Ctx,
  input: PageOf & { readonly organisationId: string },
): Promise<QueryPage<Invoice>> {
  authoriseAccount(ctx.actor, input.organisationId);
  const pk = organisationInvoices(input.organisationId);
  return ctx.table.query({ index: "gsi1", pk, descending: true, ...pageOf(input) }, Invoice);
}

/** Every invoice, newest first: for the finance team. */
export async function listAllInvoices(ctx: Ctx, input: PageOf): Promise<QueryPage<Invoice>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: allInvoices, descending: true, ...pageOf(input) }, Invoice);
}
