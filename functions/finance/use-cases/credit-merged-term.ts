import { actorId } from "@alliance/core";
import type { DomainEvent, membership } from "@alliance/events";
import type { Put, Stored } from "@alliance/store";
import type * as z from "zod";
import { MergedTerms, mergedTermsPut } from "../crediting/merged-terms.ts";
import { linesLeft, planCreditNote } from "../crediting/plan-credit-note.ts";
import { shareOverLines } from "../crediting/share-over-lines.ts";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { invoiceIdOf, mergedTermsKey } from "../keys.ts";
import type { CreditNote } from "../schema.ts";
import { chargeAgain, isMergeUndone } from "./charge-again.ts";
import { commitCreditNote } from "./commit-credit-note.ts";
import { type Creditable, loadIfInvoiced } from "./raise-credit-note.ts";
import { raiseException } from "./raise-exception.ts";

type TermsMerged = z.infer<typeof membership.termsMerged.data>;
type Credited = "credited" | "credited-before" | "nothing-to-credit" | "undone-before" | "for-a-person";

/**
 * Days that two organisations, which are one now, had both paid for become a credit note over the invoice that they were
 * sold with: it takes off what is still to be paid, and what was paid already is on account. Once a merge and membership,
 * however often it is told; where the merge was undone meanwhile, nothing stays of it.
 */
export async function creditMergedTerm(ctx: WorkerCtx, event: DomainEvent<TermsMerged>): Promise<Credited> {
  const { mergeId } = event.data;
  if (await isMergeUndone(ctx, mergeId)) return "undone-before";
  const credited = await untilWritten(ctx, () => creditOnce(ctx, event.data));
  // It may have been undone while this was at work.
  if (!(await isMergeUndone(ctx, mergeId))) return credited;
  await chargeAgain(ctx, mergeId);
  return "undone-before";
}

async function creditOnce(ctx: WorkerCtx, data: TermsMerged): Promise<Credited> {
  const { mergeId, membershipId, applicationId, overlapNetPence } = data;
  const known = await ctx.table.get(mergedTermsKey(mergeId), MergedTerms, { consistent: true });
  if (known?.data.terms.some((term) => term.membershipId === membershipId)) return "credited-before";
  const creditable = await loadIfInvoiced(ctx, invoiceIdOf(applicationId));
  if (creditable === undefined) {
    // It was never invoiced here: whether anything was paid for it, a person finds out.
    const subject = { sessionId: `${mergeId}#${membershipId}`, orderId: applicationId };
    await raiseException(ctx, {
      reason: "merged-without-invoice",
      ...subject,
      organisationId: data.intoOrganisationId,
    });
    return "for-a-person";
  }
  const { invoice, document } = creditable;
  const lines = shareOverLines(overlapNetPence, linesLeft(invoice.data, document));
  if (lines.length === 0) return "nothing-to-credit";
  const plan = planCreditNote(invoice.data, document, lines);
  await commitCreditNote(ctx, creditable, plan, {
    ...{ creditNoteId: ctx.ids.next("cdn"), transactionId: ctx.ids.next("ltx"), raisedBy: actorId(ctx.actor) },
    ...{ reason: "paid-for-twice", note: `${data.overlapDays} of ${data.termDays} days, by merge ${mergeId}` },
    ...ownerOf(creditable, data),
    beside: (note) => [termsPut(known, data, note)],
  });
  return "credited";
}

/** The money goes along with the merge at once: the event that moves the rest may have been here, or may come. */
function ownerOf({ invoice: { data: invoice } }: Creditable, { mergeId, organisationId, ...data }: TermsMerged) {
  if (invoice.organisationId !== organisationId) return {};
  const followed = [...(invoice.followed ?? []), { mergeId, organisationId }];
  return { owner: { organisationId: data.intoOrganisationId, followed } };
}

function termsPut(
  known: Stored<MergedTerms> | undefined,
  { mergeId, membershipId }: TermsMerged,
  { document: { invoiceId, creditNoteId }, creditIds }: CreditNote,
): Put {
  const terms = [...(known?.data.terms ?? []), { membershipId, invoiceId, creditNoteId, creditIds }];
  return mergedTermsPut({ mergeId, terms }, (known?.version ?? 0) + 1);
}
