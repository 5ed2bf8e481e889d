import { actorId, plusMinutes } from "@alliance/core";
import { priceLine, totalsOf, type VatTreatment, vatRatePercentOf } from "@alliance/documents/vat";
import { type DomainEvent, draft, type membership } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit } from "@alliance/store";
import type * as z from "zod";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { orderKey, waitingIndex } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion } from "../ledger/posting.ts";
import { Order } from "../schema.ts";
import { minutesToStartPaying } from "../supplier.ts";
import { issueInvoice } from "./issue-invoice.ts";
import { commitQuote } from "./quote-order.ts";

type Application = z.infer<typeof membership.applicationSubmitted.data>;

type Line = Application["lines"][number];

/** What the type of membership says; without a word of it, a rate stands for the treatment that it can only mean. */
function treatmentOf({ vatTreatment, vatRatePercent }: Line): VatTreatment {
  const treatment = vatTreatment === "outside" ? "outside-scope" : vatTreatment;
  if (treatment !== undefined && vatRatePercentOf[treatment] === vatRatePercent) return treatment;
  if (treatment !== undefined) throw new Error(`${treatment} is not VAT at ${vatRatePercent} %`);
  if (vatRatePercent === 20) return "standard";
  if (vatRatePercent === 5) return "reduced";
  if (vatRatePercent === 0) return "exempt";
  throw new Error(`no VAT treatment has a rate of ${vatRatePercent} %`);
}

function orderOf(ctx: Ctx, application: Application): Order {
  const lines = application.lines.map((line) =>
    priceLine({
      description: line.description,
      serviceFrom: line.serviceFrom,
      serviceTo: line.serviceTo,
      quantity: 1,
      unitAmountPence: line.netPence,
      vatTreatment: treatmentOf(line),
      ...(line.vatNote ? { vatNote: line.vatNote } : {}),
    }),
  );
  const openedAt = ctx.clock.now();
  return {
    orderId: application.applicationId,
    organisationId: application.organisationId,
    applicantId: application.applicantId,
    state: "waiting",
    billTo: application.billTo,
    beneficiary: application.beneficiary ?? {
      name: application.organisationName,
      // A trust, a charity or a business has no URN.
      ...(/^\d{5,6}$/.test(application.urn ?? "") ? { urn: application.urn } : {}),
    },
    ...(application.purchaseOrderNumber ? { purchaseOrderNumber: application.purchaseOrderNumber } : {}),
    ...(application.financeContactId ? { financeContactId: application.financeContactId } : {}),
    ...(application.creditDays === undefined ? {} : { creditDays: application.creditDays }),
    lines,
    totalPence: totalsOf(lines).totalPence,
    openedAt,
    payBy: plusMinutes(openedAt, application.payWithinDays ? application.payWithinDays * 1_440 : minutesToStartPaying),
  };
}

/**
 * What was applied for becomes an order: by invoice it is invoiced at once, by card it waits for its payment, by quote
 * for the finance office's answer.
 */
export function openOrder(ctx: WorkerCtx, event: DomainEvent<Application>): Promise<"opened" | "opened-before"> {
  const order = orderOf(ctx, event.data);
  const { orderId, organisationId, totalPence } = order;
  const transactionId = ctx.ids.next("ltx");
  return untilWritten(ctx, async () => {
    const known = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
    if (known) return "opened-before";
    if (event.data.payment === "card" && totalPence > 0) {
      await commit(ctx, {
        put: [{ key: orderKey(orderId), entity: "finance.order", version: 1, data: order, ...waitingIndex(order) }],
        emit: [
          {
            pk: orderKey(orderId).pk,
            event: draft(finance.orderOpened, { orderId, organisationId, totalPence }, organisationId),
          },
        ],
      });
      return "opened";
    }
    if (event.data.payment === "quote" && totalPence > 0) {
      await commitQuote(ctx, order);
      return "opened";
    }
    await commitInvoice(ctx, { data: order, version: 0 }, transactionId);
    return "opened";
  });
}

/** Issues the invoice of an order on credit terms, in one commit. */
export async function commitInvoice(
  ctx: Ctx,
  order: { readonly data: Order; readonly version: number },
  transactionId: string,
): Promise<void> {
  const { invoice, puts, postings, event } = await issueInvoice(ctx, order);
  const evidence = {
    ruleVersion: postingRuleVersion,
    actor: actorId(ctx.actor),
    orderId: invoice.orderId,
    invoiceId: invoice.invoiceId,
    documentNumber: invoice.number,
  };
  await commit(ctx, {
    put: [...puts, ...ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence })],
    emit: [{ pk: orderKey(invoice.orderId).pk, event }],
  });
}
