import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startStripeDouble } from "@alliance/stripe-double";
import { onTestFinished } from "vitest";
import { fakeGateway } from "./fake-gateway.ts";
import { describeGateway } from "./gateway.contract.ts";
import { describeRefunds, type RefundBench } from "./refunds.contract.ts";
import { stripeGateway } from "./stripe-gateway.ts";

const secret = "whsec_contract";

async function fakeBench(): Promise<RefundBench> {
  let nowMs = Date.UTC(2026, 8, 1, 9);
  const gateway = fakeGateway({ now: () => nowMs, webhookSecret: secret });
  return {
    gateway,
    secret,
    nowSeconds: () => nowMs / 1000,
    advance(seconds) {
      nowMs += seconds * 1000;
    },
    pay: async (sessionId) => gateway.pay(sessionId),
    failRefund: async (refundId) => gateway.refunds.settle(refundId, "failed"),
  };
}

/** The adapter against the double, whose webhooks really arrive over HTTP. */
async function stripeBench(): Promise<RefundBench> {
  let offsetMs = 0;
  const clock = () => Date.now() + offsetMs;
  const arrived: { rawBody: string; signatureHeader: string }[] = [];
  const endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signatureHeader = String(request.headers["stripe-signature"]);
      arrived.push({ rawBody: Buffer.concat(chunks).toString("utf8"), signatureHeader });
      response.end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
  const enabledEvents = ["checkout.session.completed"];
  const double = await startStripeDouble({ port: 0, clock, webhook: { url, secret, enabledEvents } });
  onTestFinished(async () => {
    await double.stop();
    endpoint.closeAllConnections();
    endpoint.close();
  });
  return {
    gateway: stripeGateway({
      secretKey: "sk_test_contract",
      webhookSecret: secret,
      apiBase: double.apiBase,
      now: clock,
    }),
    secret,
    nowSeconds: () => Math.floor(clock() / 1000),
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
    failRefund: async (refundId) => double.controls.failRefund(refundId),
    async pay(sessionId) {
      double.controls.pay(sessionId);
      await double.controls.idle();
      const last = arrived.at(-1);
      if (!last) throw new Error("no webhook arrived");
      return last;
    },
  };
}

describeGateway("the fake gateway", fakeBench);
describeGateway("the Stripe gateway, over the double", stripeBench);
describeRefunds("money given back, by the fake", fakeBench);
describeRefunds("money given back, by the Stripe adapter", stripeBench);
