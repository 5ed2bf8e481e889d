import { financeRoutes } from "@alliance/finance/routes";
import { subscribers as financeSubscribers } from "@alliance/finance/subscribers";
import { homeRoutes } from "@alliance/home/routes";
import type { Route } from "@alliance/http";
import { subscribers as membershipBulk } from "@alliance/membership/bulk-subscribers";
import { membershipRoutes } from "@alliance/membership/routes";
import { subscribers as membershipSubscribers } from "@alliance/membership/subscribers";
import { subscribers as notificationsSubscribers } from "@alliance/notifications/subscribers";
import { trainingRoutes } from "@alliance/training/routes";
import { subscribers as trainingSubscribers } from "@alliance/training/subscribers";

interface ContextRoutes {
  readonly name: string;
  readonly routes: readonly Route<never>[];
}

/** Every route of the platform, as the functions themselves read them: for documents and for the matrix test. */
export const routesOfContexts: readonly ContextRoutes[] = [
  { name: "home", routes: homeRoutes },
  { name: "membership", routes: membershipRoutes },
  { name: "finance", routes: financeRoutes },
  { name: "training", routes: trainingRoutes },
];

export const subscribersOfContexts = [
  { name: "membership", subscribers: [...membershipSubscribers, ...membershipBulk] },
  { name: "finance", subscribers: financeSubscribers },
  { name: "training", subscribers: trainingSubscribers },
  { name: "notifications", subscribers: notificationsSubscribers },
];
