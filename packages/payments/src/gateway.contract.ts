import { beforeEach, describe, expect, it } from "vitest";
import { type CheckoutRequest, GatewayRefused, type PaymentGateway } from "./gateway.ts";

/** What a suite needs beside the port: somebody who pays, and a clock. */
export interface GatewayBench {
  readonly gateway: PaymentGateway;
  readonly secret: string;
  nowSeconds(): number;
  advance(seconds: number): void;
  /** The payer pays by card; resolves with the webhook that says so, as it arrived. */
  pay(sessionId: string): Promise<{ rawBody: string; signatureHeader: string }>;
}

/** The promise of the port, kept by the fake that contexts test with and by the Stripe adapter alike. */
export function describeGateway(name: string, start: () => Promise<GatewayBench>): void {
  describe(name, () => {
    let bench: GatewayBench;
    beforeEach(async () => {
      bench = await start();
    });
    const request = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
      orderId: "ord_1",
      description: "Invoice PA-2026-00042",
      amountPence: 48_000,
      currency: "gbp",
      lines: [
        { description: "School membership", amountPence: 36_000 },
        { description: "Starter pack", amountPence: 12_000 },
      ],
      beneficiary: "Oakfield Primary School",
      customerEmail: "finance@oakfield.example",
      successUrl: "http://localhost:4000/paid?session={CHECKOUT_SESSION_ID}",
      cancelUrl: "http://localhost:4000/cancelled",
      expiresAtSeconds: bench.nowSeconds() + 3_600,
      idempotencyKey: "pay-ord_1-1",
      metadata: { invoiceId: "inv_1" },
      ...changes,
    });

    it("opens a checkout that is waiting to be paid", async () => {
      const asked = request();
      const opened = await bench.gateway.createCheckout(asked);
      const state = await bench.gateway.readCheckout(opened.sessionId);
      const { sessionId, url, expiresAt } = opened;
      expect(URL.canParse(url)).toBe(true);
      expect(expiresAt).toBe(new Date(asked.expiresAtSeconds * 1000).toISOString());
      expect(state).toEqual({
        sessionId,
        url,
        expiresAt,
        orderId: "ord_1",
        status: "open",
        paymentStatus: "unpaid",
        amountTotalPence: 48_000,
        currency: "gbp",
        metadata: { invoiceId: "inv_1" },
      });
    });

    it("knows what was paid, what it cost and by which natural keys", async () => {
      const { sessionId } = await bench.gateway.createCheckout(request());
      await bench.pay(sessionId);
      const state = await bench.gateway.readCheckout(sessionId);
      expect(state).toMatchObject({ status: "complete", paymentStatus: "paid", feePence: 740, netPence: 47_260 });
      expect(state.url).toBeUndefined();
      const ids = [state.paymentIntentId, state.chargeId, state.balanceTransactionId];
      expect(ids.map((id) => id?.slice(0, 3))).toEqual(["pi_", "ch_", "txn"]);
      expect(Math.abs(Date.parse(state.paidAt ?? "") / 1000 - bench.nowSeconds())).toBeLessThan(60);
    });

    it("opens one checkout for one key, however often it is asked", async () => {
      const asked = request();
      const [first, second] = [await bench.gateway.createCheckout(asked), await bench.gateway.createCheckout(asked)];
      expect(second).toEqual(first);
      const other = await bench.gateway.createCheckout({ ...asked, idempotencyKey: "pay-ord_1-2" });
      expect(other.sessionId).not.toBe(first.sessionId);
    });

    it("refuses the key of another request", async () => {
      await bench.gateway.createCheckout(request());
      const other = bench.gateway.createCheckout(request({ orderId: "ord_2" }));
      await expect(other).rejects.toMatchObject({ name: "GatewayRefused", code: "idempotency_error", status: 400 });
    });

    it("expires by the clock, or when it is told, and twice is once", async () => {
      const first = await bench.gateway.createCheckout(request());
      const second = await bench.gateway.createCheckout(request({ idempotencyKey: "k2" }));
      const expired = await bench.gateway.expireCheckout(first.sessionId);
      expect(expired).toMatchObject({ status: "expired", paymentStatus: "unpaid" });
      expect((await bench.gateway.expireCheckout(first.sessionId)).status).toBe("expired");
      bench.advance(3_601);
      expect((await bench.gateway.readCheckout(second.sessionId)).status).toBe("expired");
    });

    it("does not expire what is paid", async () => {
      const { sessionId } = await bench.gateway.createCheckout(request());
      await bench.pay(sessionId);
      await expect(bench.gateway.expireCheckout(sessionId)).rejects.toBeInstanceOf(GatewayRefused);
      expect((await bench.gateway.readCheckout(sessionId)).status).toBe("complete");
    });

    it("turns a genuine webhook into a hint about the session", async () => {
      const { sessionId } = await bench.gateway.createCheckout(request());
      const { rawBody, signatureHeader } = await bench.pay(sessionId);
      const hint = await bench.gateway.parseWebhook(Buffer.from(rawBody), signatureHeader);
      expect(hint).toMatchObject({
        type: "checkout.session.completed",
        objectId: sessionId,
        objectType: "checkout.session",
      });
      expect(hint.eventId).toMatch(/^evt_/);
      expect(Math.abs(Date.parse(hint.createdAt) / 1000 - bench.nowSeconds())).toBeLessThan(60);
    });

    it("refuses a webhook that was altered, is unsigned, or is old", async () => {
      const { sessionId } = await bench.gateway.createCheckout(request());
      const { rawBody, signatureHeader } = await bench.pay(sessionId);
      const parse = (body: string, header: string | undefined) =>
        expect(bench.gateway.parseWebhook(body, header)).rejects;
      const refusal = expect.objectContaining({ name: "BadSignature" });
      await parse(rawBody.replace("completed", "expired"), signatureHeader).toThrow(refusal);
      await parse(rawBody, undefined).toThrow(refusal);
      await parse(rawBody, "t=1,v1=00").toThrow(refusal);
      bench.advance(301);
      await parse(rawBody, signatureHeader).toThrow(refusal);
    });

    const refusals: [string, Partial<CheckoutRequest>][] = [
      ["lines that do not sum to the amount", { amountPence: 48_001 }],
      [
        "a negative line",
        {
          amountPence: 100,
          lines: [
            { description: "x", amountPence: 200 },
            { description: "y", amountPence: -100 },
          ],
        },
      ],
      ["half a penny", { amountPence: 48_000.5, lines: [{ description: "x", amountPence: 48_000.5 }] }],
      ["nothing to pay", { amountPence: 0, lines: [] }],
      ["an expiry too near", { expiresAtSeconds: 1_000 }],
    ];
    it.each(refusals)("refuses %s", async (_, changes) => {
      await expect(bench.gateway.createCheckout(request(changes))).rejects.toBeInstanceOf(GatewayRefused);
    });

    it("without lines it shows the description and the amount", async () => {
      const { lines: _, ...plain } = request();
      const { sessionId } = await bench.gateway.createCheckout(plain);
      expect((await bench.gateway.readCheckout(sessionId)).amountTotalPence).toBe(48_000);
    });

    it.each(["cs_unknown", "cs_../customers", "", "in_1"])("refuses the unknown session %j", async (sessionId) => {
      const refused = { name: "GatewayRefused", status: 404, code: "resource_missing" };
      await expect(bench.gateway.readCheckout(sessionId)).rejects.toMatchObject(refused);
      await expect(bench.gateway.expireCheckout(sessionId)).rejects.toMatchObject(refused);
    });
  });
}
