export * from "./invoice.ts";
export { renderInvoicePdf } from "./pdf/invoice-pdf.ts";
export { renderQuotePdf } from "./pdf/quote-pdf.ts";
export * from "./quote.ts";
export * from "./vat.ts";
