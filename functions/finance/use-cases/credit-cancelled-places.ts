import { actorId } from "@alliance/core";
import type { CreditNoteReason } from "@alliance/documents/credit-note";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import { type Cancellation, cancellationPut, lostId, readCancellation } from "../crediting/cancellation.ts";
import { type LineWish, linesLeft, planCreditNote } from "../crediting/plan-credit-note.ts";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { invoiceIdOf } from "../keys.ts";
import { giveBackByRule } from "./approve-refund.ts";
import { commitCreditNote } from "./commit-credit-note.ts";
import { type Creditable, loadIfInvoiced } from "./raise-credit-note.ts";

type Cancelled = z.infer<typeof training.placesCancelled.data>;
type Lost = z.infer<typeof training.bookingLost.data>;

interface Taken {
  readonly orderId: string;
  readonly cancellationId: string;
  readonly reason: CreditNoteReason;
  readonly note: string;
  /** What of the invoice is taken back. */
  readonly lines: (creditable: Creditable) => readonly LineWish[];
}

/**
 * Cancelled places become a credit note over the lines that they were invoiced with. Where we cancelled, what was paid goes
 * back by itself; where the school did, it is on account for another booking or for the finance team to give back.
 */
export async function creditCancelledPlaces(
  ctx: WorkerCtx,
  { data }: DomainEvent<Cancelled>,
): Promise<"credited" | "nothing-to-credit"> {
  const { bookingId: orderId, cancellationId, because, creditPercent, places } = data;
  if (data.lines.length === 0) return "nothing-to-credit";
  const made = await creditOnce(ctx, {
    ...{ orderId, cancellationId, reason: "places-cancelled" },
    note: `${places.length} × ${creditPercent} %, ${because}`,
    lines: () => data.lines.map(({ line, netPence }) => ({ invoiceLine: line, netPence })),
  });
  if (made === undefined) throw new Error(`order ${orderId} has no invoice yet; its event comes again`);
  if (because === "cancelled-by-booker") return "credited";
  for (const creditId of made.creditIds) await giveBackByRule(ctx, creditId, "We cancelled what was booked");
  return "credited";
}

/** Money that came for places which had gone goes back whole, without being asked for; an invoice of it is taken back. */
export async function giveBackLostBooking(
  ctx: WorkerCtx,
  { data }: DomainEvent<Lost>,
): Promise<"given-back" | "nothing-came"> {
  const { bookingId: orderId, creditId } = data;
  const made = await creditOnce(ctx, {
    ...{ orderId, cancellationId: lostId, reason: "places-gone", note: "paid after its places had gone" },
    lines: ({ invoice, document }) => linesLeft(invoice.data, document).filter(({ netPence }) => netPence !== 0),
  });
  const creditIds = made?.creditIds ?? (creditId === undefined ? [] : [creditId]);
  for (const each of creditIds) await giveBackByRule(ctx, each, "The places had gone when the payment came");
  return creditIds.length === 0 ? "nothing-came" : "given-back";
}

type Waived = z.infer<typeof training.noShowWaived.data>;

/** A fee that was invoiced and then waived is credited whole; what was paid of it goes back by itself. */
export async function creditWaivedFee(
  ctx: WorkerCtx,
  { data: { feeId, wasCharged } }: DomainEvent<Waived>,
): Promise<"credited" | "never-charged"> {
  if (!wasCharged) return "never-charged";
  const made = await creditOnce(ctx, {
    ...{ orderId: feeId, cancellationId: "waived", reason: "fee-waived", note: "waived by staff" },
    lines: ({ invoice, document }) => linesLeft(invoice.data, document).filter(({ netPence }) => netPence !== 0),
  });
  if (made === undefined) throw new Error(`fee ${feeId} has no invoice yet; its event comes again`);
  for (const creditId of made.creditIds) await giveBackByRule(ctx, creditId, "We waived the fee");
  return "credited";
}

/** The credit note of a cancellation, made now or before; nothing where there is no invoice. */
const creditOnce = (ctx: WorkerCtx, taken: Taken): Promise<Cancellation | undefined> => {
  const { orderId, cancellationId, reason, note } = taken;
  const [creditNoteId, transactionId] = [ctx.ids.next("cdn"), ctx.ids.next("ltx")];
  return untilWritten(ctx, async () => {
    const known = await readCancellation(ctx, orderId, cancellationId);
    if (known) return known.data;
    const creditable = await loadIfInvoiced(ctx, invoiceIdOf(orderId));
    if (creditable === undefined) return undefined;
    const wishes = taken.lines(creditable).map(({ invoiceLine, netPence }) => ({ invoiceLine, netPence }));
    const plan = planCreditNote(creditable.invoice.data, creditable.document, wishes);
    const { document, creditIds } = await commitCreditNote(ctx, creditable, plan, {
      ...{ creditNoteId, transactionId, reason, note, raisedBy: actorId(ctx.actor) },
      beside: (made) => [cancellationPut(orderId, cancellationId, made)],
    });
    return { creditNoteId: document.creditNoteId, creditIds: [...creditIds] };
  });
};
