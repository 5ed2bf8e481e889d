import { Problem } from "@alliance/core";

export const enterPurchaseOrder = "Enter the purchase order number";

/** Schools pay an invoice by the number of their order: none is made without one. */
export const lacksPurchaseOrder = (
  payment: "card" | "invoice" | "free" | undefined,
  purchaseOrderNumber: string | undefined,
): boolean => payment === "invoice" && (purchaseOrderNumber ?? "") === "";

export function assertPurchaseOrder(...paid: Parameters<typeof lacksPurchaseOrder>): void {
  if (!lacksPurchaseOrder(...paid)) return;
  const message = enterPurchaseOrder;
  throw new Problem("invalid-input", `${message}.`, [{ field: "purchaseOrderNumber", message }]);
}
