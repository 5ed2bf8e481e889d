import { readSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { stripeWebhooks } from "@alliance/payments";
import * as z from "zod";
import { secretReader } from "./secrets.ts";
import { webhookRoutes } from "./webhook-route.ts";

const settings = readSettings(z.object({ STRIPE_WEBHOOK_SECRET_ARN: z.string().min(1) }), process.env);
const read = secretReader();

/** Verifies and records; it can call nobody, so it has no key and no address to call. */
const gateway = async () => stripeWebhooks({ webhookSecret: await read(settings.STRIPE_WEBHOOK_SECRET_ARN) });

export const handler = webHandler(webhookRoutes, { gateway });
