import { actorId } from "@alliance/core";
import type { CreditNoteDocument } from "@alliance/documents/credit-note";
import { priceLine, totalsOf } from "@alliance/documents/vat";
import { type Ctx, commit } from "@alliance/store";
import { type MergedTerm, MergedTerms, MergeMark, mergedTermsPut } from "../crediting/merged-terms.ts";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { creditNoteKey, invoiceKey, mergedTermsKey, mergeMarkKey, orderKey } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion } from "../ledger/posting.ts";
import { outstandingPence } from "../outstanding.ts";
import { CreditNote, Invoice, Order } from "../schema.ts";
import { commitAllocation } from "./allocate-credit.ts";
import { loadCredit } from "./credit-put.ts";
import { issueInvoice } from "./issue-invoice.ts";

export const isMergeUndone = async (ctx: Ctx, mergeId: string): Promise<boolean> =>
  (await ctx.table.get(mergeMarkKey(mergeId), MergeMark, { consistent: true })) !== undefined;

/**
 * After a merge was undone, each has again what it had: what was credited for it is invoiced anew (a credit note is never
 * taken back), and the money that it had set free, as far as it is still on account, pays that. Twice is once.
 */
export async function chargeAgain(ctx: WorkerCtx, mergeId: string): Promise<void> {
  const known = await ctx.table.get(mergedTermsKey(mergeId), MergedTerms, { consistent: true });
  for (const { membershipId } of known?.data.terms ?? []) {
    const term = await untilWritten(ctx, () => invoiceAnew(ctx, mergeId, membershipId));
    await payWithWhatIsLeft(ctx, term);
  }
}

/** The order that stands for it: the same payer and school, and what the credit note took back. */
function orderOf(
  order: Order,
  orderId: string,
  organisationId: string,
  note: CreditNoteDocument,
  openedAt: string,
): Order {
  const { quote: _, purchaseOrderFile: __, ...same } = order;
  const lines = note.lines.map(({ invoiceLine: ___, ...line }) => ({
    ...priceLine(line),
    description: `${line.description}: charged again, because the merge behind credit note ${note.number} was undone`,
  }));
  const { totalPence } = totalsOf(lines);
  return {
    ...same,
    orderId,
    organisationId,
    state: "waiting",
    lines,
    totalPence,
    openedAt,
    payBy: openedAt,
    invoiceComesAlone: true,
  };
}

async function invoiceAnew(ctx: WorkerCtx, mergeId: string, membershipId: string): Promise<MergedTerm> {
  const stored = await ctx.table.get(mergedTermsKey(mergeId), MergedTerms, { consistent: true });
  const known = stored?.data.terms.find((term) => term.membershipId === membershipId);
  if (!stored || !known) throw new Error(`${membershipId} is not among the memberships of ${mergeId}`);
  if (known.chargedAgainId !== undefined) return known;
  const { invoiceId, creditNoteId } = known;
  const before = await ctx.table.get(invoiceKey(invoiceId), Invoice, { consistent: true });
  const note = await ctx.table.get(creditNoteKey(invoiceId, creditNoteId), CreditNote, { consistent: true });
  const order = before && (await ctx.table.get(orderKey(before.data.orderId), Order, { consistent: true }));
  if (!before || !note || !order) throw new Error(`credit note ${creditNoteId} of ${invoiceId} is not whole`);
  const { organisationId } = before.data;
  const orderId = ctx.ids.next("app");
  const data = orderOf(order.data, orderId, organisationId, note.data.document, ctx.clock.now());
  const { invoice, puts, postings, event } = await issueInvoice(ctx, { data, version: 0 });
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: actorId(ctx.actor), orderId, creditNoteId },
    ...{ invoiceId: invoice.invoiceId, documentNumber: invoice.number },
  };
  const term: MergedTerm = { ...known, chargedAgainId: invoice.invoiceId };
  const terms = stored.data.terms.map((each) => (each === known ? term : each));
  const transactionId = ctx.ids.next("ltx");
  await commit(ctx, {
    put: [
      ...puts,
      ...ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence }),
      mergedTermsPut({ mergeId, terms }, stored.version + 1),
    ],
    emit: [{ pk: orderKey(orderId).pk, event }],
  });
  return term;
}

/** Money that staff used for something else meanwhile, or that is going back, stays where it is. */
const payWithWhatIsLeft = async (ctx: WorkerCtx, { chargedAgainId = "", creditIds }: MergedTerm): Promise<void> => {
  for (const creditId of creditIds) {
    await untilWritten(ctx, async () => {
      const credit = await loadCredit(ctx, creditId);
      const invoice = await ctx.table.get(invoiceKey(chargedAgainId), Invoice, { consistent: true });
      if (invoice === undefined || credit.data.refund?.state === "requested") return;
      const amountPence = Math.min(credit.data.remainingPence, outstandingPence(invoice.data));
      if (amountPence === 0) return;
      await commitAllocation(ctx, { credit, invoice, amountPence, transactionId: ctx.ids.next("ltx") });
    });
  }
};
