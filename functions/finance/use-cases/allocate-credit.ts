import { authorise } from "@alliance/auth";
import { actorId, Problem, pounds } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, retryingConflicts, type Stored } from "@alliance/store";
import { invoiceIndexes, invoiceKey } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { allocationPostings, postingRuleVersion } from "../ledger/posting.ts";
import { outstandingPence } from "../outstanding.ts";
import { type Credit, Invoice } from "../schema.ts";
import { changedCredit, loadCredit } from "./credit-put.ts";

export interface AllocateCredit {
  readonly creditId: string;
  readonly invoiceId: string;
  /** As much as fits unless given. */
  readonly amountPence?: number | undefined;
}

/**
 * Money on account pays an open invoice of the same organisation, in full or in part; money that is nobody's yet may
 * pay anybody's, since a person found out whose it is. Never more than there is, and never more than is owed.
 */
export function allocateCredit(ctx: Ctx, input: AllocateCredit): Promise<{ readonly amountPence: number }> {
  authorise(ctx.actor, "finance.allocate");
  const transactionId = ctx.ids.next("ltx");
  return retryingConflicts(async () => {
    const credit = await loadCredit(ctx, input.creditId);
    const invoice = await ctx.table.get(invoiceKey(input.invoiceId), Invoice, { consistent: true });
    const amountPence = amountFor(credit.data, invoice?.data, input.amountPence);
    if (invoice === undefined) throw new Problem("not-found", "We cannot find that invoice.");
    await commitAllocation(ctx, { credit, invoice, amountPence, transactionId });
    return { amountPence };
  });
}

function amountFor(credit: Credit, invoice: Invoice | undefined, wanted: number | undefined): number {
  const { organisationId, remainingPence, refund } = credit;
  if (invoice === undefined || (organisationId !== undefined && organisationId !== invoice.organisationId)) {
    throw new Problem("not-found", "We cannot find that invoice among those of the same organisation.");
  }
  if (refund?.state === "requested") {
    throw new Problem("conflict", "A refund of this money waits for its decision. Decide that first.");
  }
  const most = Math.min(remainingPence, outstandingPence(invoice));
  if (most === 0) throw new Problem("conflict", "Nothing of this money is left, or nothing is owed on that invoice.");
  if (wanted !== undefined && (wanted < 1 || wanted > most)) {
    const message = `Enter an amount from £0.01 to ${pounds(most)}`;
    throw new Problem("invalid-input", message, [{ field: "amount", message }]);
  }
  return wanted ?? most;
}

interface Allocating {
  readonly credit: Stored<Credit>;
  readonly invoice: Stored<Invoice>;
  readonly amountPence: number;
  readonly transactionId: string;
}

/** Both sides, the ledger and the event in one commit. */
export async function commitAllocation(
  ctx: Ctx,
  { credit, invoice, amountPence, transactionId }: Allocating,
): Promise<void> {
  const [at, by] = [ctx.clock.now(), actorId(ctx.actor)];
  const { creditId, paymentIntentId } = credit.data;
  const { invoiceId, orderId, organisationId, number } = invoice.data;
  const paid: Invoice = {
    ...invoice.data,
    paidPence: invoice.data.paidPence + amountPence,
    allocations: [...invoice.data.allocations, { paymentIntentId, amountPence, receivedAt: at }],
  };
  const used: Credit = {
    ...credit.data,
    remainingPence: credit.data.remainingPence - amountPence,
    allocations: [...credit.data.allocations, { invoiceId, invoiceNumber: number, amountPence, at, by }],
  };
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: by, orderId, invoiceId, documentNumber: number },
    ...{ paymentIntentId, creditId },
  };
  await commit(ctx, {
    put: [
      ...(await changedCredit(ctx, credit, used)),
      { ...next(invoice), entity: "finance.invoice", data: paid, ...invoiceIndexes(paid) },
      ...ledgerPut({ transactionId, postedAt: at, postings: allocationPostings(amountPence), evidence }),
    ],
    emit: [
      {
        pk: credit.key.pk,
        event: draft(finance.creditAllocated, { creditId, invoiceId, organisationId, amountPence }, organisationId),
      },
    ],
  });
}
