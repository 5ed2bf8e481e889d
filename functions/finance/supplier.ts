import type { Supplier } from "@alliance/documents/invoice";

/** The alliance as its invoices show it. Demonstration values: the treasurer's go here before the first real invoice. */
export const supplier: Supplier = {
  name: "The Partnerships Alliance",
  addressLines: ["1 Example Street", "London", "N1 0AA"],
  vatNumber: "GB 000 0000 00",
  companyNumber: "00000000",
  charityNumber: "0000000",
  bank: { accountName: "The Partnerships Alliance", sortCode: "00-00-00", accountNumber: "00000000" },
  email: "finance@alliance.example",
};

/** From the day of issue to the day by which a school pays. */
export const creditTermDays = 30;

/** How long after ordering a payment by card may be begun; the term is held that long. */
export const minutesToStartPaying = 30;

/** Stripe takes 30 minutes at least; the rest is for slow networks and clocks apart. */
export const minutesToPay = 35;

export const invoiceSeries = "INV";
export const creditNoteSeries = "CN";

/** How long a quote can be answered, and the term is held. */
export const quoteDays = 60;
export const quoteSeries = "QUO";
