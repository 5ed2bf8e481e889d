export const invoicesPath = "/console/finance/invoices";
/** Where the finance team sees one invoice. */
export const invoicePath = ({ invoiceId }: { readonly invoiceId: string }): string => `${invoicesPath}/${invoiceId}`;
/** Where the finance team decides about some money on account. */
export const creditPath = (creditId: string): string => `/console/finance/on-account/${creditId}`;
/** Pages of membership that an invoice leads to. */
export const organisationPath = (organisationId: string): string =>
  `/console/membership/organisations/${organisationId}`;
export const timelinePath = (reference: string): string =>
  `/console/membership/timeline?${new URLSearchParams({ reference })}`;
