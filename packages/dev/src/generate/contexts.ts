import { booksRoutes } from "@alliance/finance/pages/books-routes";
import { payRoutes } from "@alliance/finance/pages/pay-routes";
import { quoteRoutes } from "@alliance/finance/pages/quote-routes";
import { pageRoutes as financePages, staffRoutes as financeStaff } from "@alliance/finance/pages/routes";
import { pdfRoutes } from "@alliance/finance/pdf-route";
import { routes as financeApi } from "@alliance/finance/routes";
import { subscribers as financeSubscribers } from "@alliance/finance/subscribers";
import { webhookRoutes } from "@alliance/finance/webhook-route";
import { pageRoutes as homePages } from "@alliance/home/pages/routes";
import { routes as homeRoutes } from "@alliance/home/routes";
import type { Route } from "@alliance/http";
import { subscribers as membershipBulk } from "@alliance/membership/bulk-subscribers";
import { findApi } from "@alliance/membership/find-api";
import { joinApi } from "@alliance/membership/join-api";
import { applicationRoutes } from "@alliance/membership/pages/console-application-routes";
import { mergeRoutes } from "@alliance/membership/pages/console-merge-routes";
import { organisationFormRoutes } from "@alliance/membership/pages/console-organisation-routes";
import { overviewRoutes } from "@alliance/membership/pages/console-overview-routes";
import { registerConsoleRoutes } from "@alliance/membership/pages/console-register-routes";
import { consoleRoutes as membershipConsole } from "@alliance/membership/pages/console-routes";
import { typeRoutes } from "@alliance/membership/pages/console-type-routes";
import { pageRoutes as membershipPages } from "@alliance/membership/pages/routes";
import { peoplePageRoutes } from "@alliance/membership/people/routes";
import { privacyRoutes } from "@alliance/membership/privacy/routes";
import { registerRoutes } from "@alliance/membership/register-routes";
import { routes as membershipApi } from "@alliance/membership/routes";
import { subscribers as membershipSubscribers } from "@alliance/membership/subscribers";
import { termsApi } from "@alliance/membership/terms-api";
import { typesApi } from "@alliance/membership/types-api";
import { subscribers as notificationsSubscribers } from "@alliance/notifications/subscribers";
import { trainingRoutes } from "@alliance/training/routes";
import { subscribers as trainingSubscribers } from "@alliance/training/subscribers";

interface ContextRoutes {
  readonly name: string;
  readonly routes: readonly Route<never>[];
}

/** Every route of the platform, as the functions themselves read them: for documents and for the matrix test. */
export const routesOfContexts: readonly ContextRoutes[] = [
  { name: "home", routes: [...homeRoutes, ...homePages] },
  {
    name: "membership",
    routes: [
      ...findApi,
      ...joinApi,
      ...membershipApi,
      ...termsApi,
      ...registerRoutes,
      ...membershipPages,
      ...peoplePageRoutes,
      ...privacyRoutes,
      ...membershipConsole,
      ...registerConsoleRoutes,
      ...organisationFormRoutes,
      ...mergeRoutes,
      ...overviewRoutes,
      ...typesApi,
      ...typeRoutes,
      ...applicationRoutes,
    ],
  },
  {
    name: "finance",
    routes: [
      ...financeApi,
      ...webhookRoutes,
      ...financePages,
      ...financeStaff,
      ...booksRoutes,
      ...payRoutes,
      ...quoteRoutes,
      ...pdfRoutes,
    ],
  },
  {
    name: "training",
    routes: trainingRoutes,
  },
];

export const subscribersOfContexts = [
  { name: "membership", subscribers: [...membershipSubscribers, ...membershipBulk] },
  { name: "finance", subscribers: financeSubscribers },
  { name: "training", subscribers: trainingSubscribers },
  { name: "notifications", subscribers: notificationsSubscribers },
];
