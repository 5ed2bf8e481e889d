import { beforeEach, describe, expect, it } from "vitest";
import type { GatewayBench } from "./gateway.contract.ts";
import { GatewayRefused } from "./gateway.ts";

export interface RefundBench extends GatewayBench {
  /** The bank sends a refund back. */
  failRefund(refundId: string): Promise<void>;
}

/** What the port promises of money that goes back, kept by the fake and by the Stripe adapter alike. */
export function describeRefunds(name: string, start: () => Promise<RefundBench>): void {
  describe(name, () => {
    let bench: RefundBench;
    let paymentIntentId: string;
    beforeEach(async () => {
      bench = await start();
      const { sessionId } = await bench.gateway.createCheckout({
        ...{ orderId: "ord_1", description: "Invoice INV-000042", amountPence: 48_000, currency: "gbp", metadata: {} },
        ...{ successUrl: "http://localhost:4000/paid", cancelUrl: "http://localhost:4000/cancelled" },
        ...{ expiresAtSeconds: bench.nowSeconds() + 3_600, idempotencyKey: "pay-ord_1-1" },
      });
      await bench.pay(sessionId);
      paymentIntentId = (await bench.gateway.readCheckout(sessionId)).paymentIntentId ?? "";
    });
    const give = (amountPence: number, idempotencyKey: string) =>
      bench.gateway.createRefund({ paymentIntentId, amountPence, idempotencyKey, metadata: { creditId: "crd_1" } });

    it("gives a part back, and says so to whoever reads it", async () => {
      const made = await give(12_000, "refund-1");
      const { refundId } = made;
      const status = "succeeded";
      expect(made).toEqual({ refundId, paymentIntentId, amountPence: 12_000, status, metadata: { creditId: "crd_1" } });
      expect(await bench.gateway.readRefund(refundId)).toEqual(made);
    });

    it("gives it back once for one key, and refuses the key of another request", async () => {
      const [first, second] = [await give(12_000, "refund-1"), await give(12_000, "refund-1")];
      expect(second.refundId).toBe(first.refundId);
      await expect(give(13_000, "refund-1")).rejects.toMatchObject({ code: "idempotency_error", status: 400 });
    });

    it("refuses more than is left of the payment, and a payment that it does not know", async () => {
      await give(40_000, "refund-1");
      await expect(give(8_001, "refund-2")).rejects.toBeInstanceOf(GatewayRefused);
      await give(8_000, "refund-3");
      await expect(give(1, "refund-4")).rejects.toMatchObject({ code: "charge_already_refunded" });
      const other = { paymentIntentId: "pi_unknown", amountPence: 1, idempotencyKey: "refund-5", metadata: {} };
      await expect(bench.gateway.createRefund(other)).rejects.toMatchObject({ code: "resource_missing" });
    });

    it("a refund that the bank sends back has failed, and its money can be given back again", async () => {
      const { refundId } = await give(48_000, "refund-1");
      await bench.failRefund(refundId);
      expect(await bench.gateway.readRefund(refundId)).toMatchObject({
        ...{ status: "failed", failure: "expired_or_canceled_card" },
      });
      expect((await give(48_000, "refund-2")).refundId).not.toBe(refundId);
    });

    it.each(["re_unknown", "re_../customers", "", "cs_1"])("refuses the unknown refund %j", async (refundId) => {
      const refused = { name: "GatewayRefused", status: 404, code: "resource_missing" };
      await expect(bench.gateway.readRefund(refundId)).rejects.toMatchObject(refused);
    });
  });
}
