import { plusMinutes } from "@alliance/core";
import { priceLine, totalsOf, type VatTreatment, vatRatePercentOf } from "@alliance/documents/vat";
import type { membership, training } from "@alliance/events";
import type * as z from "zod";
import type { Order } from "../schema.ts";
import { minutesToStartPaying } from "../supplier.ts";

export type Application = z.infer<typeof membership.applicationSubmitted.data>;
export type Placed = z.infer<typeof training.bookingPlaced.data>;

/** How something that was ordered is to be paid. */
export type Payment = Application["payment"];

type Line = Placed["lines"][number];

/** What the line says; without a word of it, a rate stands for the treatment that it can only mean. */
function treatmentOf({ vatTreatment, vatRatePercent }: Line): VatTreatment {
  const treatment = vatTreatment === "outside" ? "outside-scope" : vatTreatment;
  if (treatment !== undefined && vatRatePercentOf[treatment] === vatRatePercent) return treatment;
  if (treatment !== undefined) throw new Error(`${treatment} is not VAT at ${vatRatePercent} %`);
  if (vatRatePercent === 20) return "standard";
  if (vatRatePercent === 5) return "reduced";
  if (vatRatePercent === 0) return "exempt";
  throw new Error(`no VAT treatment has a rate of ${vatRatePercent} %`);
}

function priced({ quantity = 1, ...line }: Line) {
  if (line.netPence % quantity !== 0) throw new Error(`${line.netPence} pence are not ${quantity} of the same`);
  return priceLine({
    description: line.description,
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo,
    quantity,
    unitAmountPence: line.netPence / quantity,
    vatTreatment: treatmentOf(line),
    ...(line.vatNote ? { vatNote: line.vatNote } : {}),
  });
}

/** A trust, a charity or a business has no URN. */
const namedSchool = (name: string, urn: string | undefined) => ({
  name,
  ...(/^\d{5,6}$/.test(urn ?? "") ? { urn } : {}),
});

/** What both kinds of order say in the same words. */
function orderOf(ordered: Application | Placed, openedAt: string) {
  const lines = ordered.lines.map(priced);
  return {
    state: "waiting" as const,
    billTo: ordered.billTo,
    ...(ordered.purchaseOrderNumber ? { purchaseOrderNumber: ordered.purchaseOrderNumber } : {}),
    ...(ordered.financeContactId ? { financeContactId: ordered.financeContactId } : {}),
    ...(ordered.creditDays === undefined ? {} : { creditDays: ordered.creditDays }),
    lines,
    totalPence: totalsOf(lines).totalPence,
    openedAt,
  };
}

/** The order of somebody who applied for membership; its invoice comes with the letter that confirms it. */
export const orderOfApplication = (application: Application, openedAt: string): Order => ({
  ...orderOf(application, openedAt),
  orderId: application.applicationId,
  organisationId: application.organisationId,
  applicantId: application.applicantId,
  beneficiary: application.beneficiary ?? namedSchool(application.organisationName, application.urn),
  payBy: plusMinutes(openedAt, application.payWithinDays ? application.payWithinDays * 1_440 : minutesToStartPaying),
});

export type Charged = z.infer<typeof training.noShowCharged.data>;

/** The order of a place nobody came to: invoiced to whoever booked it. */
export const orderOfFee = ({ feeId, ...fee }: Charged, openedAt: string): Order =>
  orderOfBooking({ ...fee, bookingId: feeId, payment: "invoice" }, openedAt);

/** The order of somebody who booked training. Who books for nobody else's organisation has an account of their own. */
export const orderOfBooking = (booking: Placed, openedAt: string): Order => ({
  ...orderOf(booking, openedAt),
  orderId: booking.bookingId,
  organisationId: booking.organisationId ?? booking.bookedBy,
  applicantId: booking.bookedBy,
  beneficiary: namedSchool(booking.organisationName, booking.urn),
  payBy: booking.payBy ?? plusMinutes(openedAt, minutesToStartPaying),
  invoiceComesAlone: true,
});
