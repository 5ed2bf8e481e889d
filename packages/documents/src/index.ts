export * from "./invoice.ts";
export { renderInvoicePdf } from "./pdf/invoice-pdf.ts";
export * from "./vat.ts";
