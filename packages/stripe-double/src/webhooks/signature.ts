import { createHmac } from "node:crypto";

/** Stripe's scheme v1: HMAC-SHA256 of `<epoch seconds>.<body>`. The SDK's `constructEvent` accepts it. */
export function signatureHeader(body: string, secret: string, nowSeconds: number): string {
  const digest = createHmac("sha256", secret).update(`${nowSeconds}.${body}`).digest("hex");
  return `t=${nowSeconds},v1=${digest}`;
}
