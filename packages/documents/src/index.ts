export * from "./credit-note.ts";
export * from "./invoice.ts";
export { renderCertificatePdf } from "./pdf/certificate-pdf.ts";
export { renderCreditNotePdf } from "./pdf/credit-note-pdf.ts";
export { renderInvoicePdf } from "./pdf/invoice-pdf.ts";
export { renderQuotePdf } from "./pdf/quote-pdf.ts";
export * from "./quote.ts";
export * from "./vat.ts";
