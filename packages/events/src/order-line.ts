import { LondonDate, Pence } from "@alliance/core";
import * as z from "zod";

/** One line of what is ordered, as its invoice will show it. */
export const OrderLine = z.lazy(() =>
  z.strictObject({
    description: z.string(),
    /** Net of VAT, of the whole line; a multiple of the quantity. */
    netPence: Pence,
    /** So many of the same, at netPence ÷ quantity each; one where it is absent. */
    quantity: z.int().min(1).max(1_000).optional(),
    vatRatePercent: z.int().min(0).max(100),
    /** Where a rate of 0 % could mean several things; absent it stands for what the rate can only mean. */
    vatTreatment: z.enum(["standard", "zero", "exempt", "outside"]).optional(),
    /** Why, in words for the invoice: "Exempt: education supplied by an eligible body". */
    vatNote: z.string().min(1).max(200).optional(),
    serviceFrom: LondonDate,
    serviceTo: LondonDate,
  }),
);
export type OrderLine = z.infer<typeof OrderLine>;
