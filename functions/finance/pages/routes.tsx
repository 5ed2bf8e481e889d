import { purchaseOrderRoutes } from "../purchase-order-route.ts";
import { creditNoteRoutes } from "./credit-note-routes.tsx";
import { creditRoutes } from "./credit-routes.tsx";
import { exceptionRoutes } from "./exception-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";
import { consoleQuoteRoutes, portalQuoteRoutes } from "./quote-desk-routes.tsx";
import { refundRoutes } from "./refund-routes.tsx";

export const pageRoutes = [...portalQuoteRoutes, ...portalRoutes];

/** Where the finance team decides: what members open is lighter without it. */
export const staffRoutes = [
  ...purchaseOrderRoutes,
  ...consoleQuoteRoutes,
  ...creditRoutes,
  ...refundRoutes,
  ...exceptionRoutes,
  ...creditNoteRoutes,
];
