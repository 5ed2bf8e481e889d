import { financeApi } from "./api/finance-api.ts";
import { booksRoutes } from "./pages/books-routes.tsx";
import { payRoutes } from "./pages/pay-routes.tsx";
import { quoteRoutes } from "./pages/quote-routes.tsx";
import { pageRoutes, staffRoutes } from "./pages/routes.tsx";
import { pdfRoutes } from "./pdf-route.ts";
import { webhookRoutes } from "./webhook-route.ts";

/** Every page and API of the context, as its functions serve them: for documents, and for the tests of who may do what. */
export const financeRoutes = [
  ...financeApi,
  ...webhookRoutes,
  ...pageRoutes,
  ...staffRoutes,
  ...booksRoutes,
  ...payRoutes,
  ...quoteRoutes,
  ...pdfRoutes,
];
