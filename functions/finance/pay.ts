import { setTimeout as wait } from "node:timers/promises";
import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { payRoutes } from "./pages/pay-routes.tsx";
import { checkoutOrigin, StripeSettings, stripeCalls } from "./stripe.ts";

const settings = readSettings(WebSettings.extend(StripeSettings.shape), process.env);

export const handler = webHandler(payRoutes, {
  gateway: stripeCalls(settings),
  checkoutOrigin: checkoutOrigin(settings.STRIPE_API_BASE),
  publicOrigin: settings.PUBLIC_ORIGIN,
  wait,
});
