import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { BadSignature, type WebhookHint } from "./gateway.ts";

const toleranceSeconds = 300;

const Event = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  created: z.int(),
  data: z.object({ object: z.object({ id: z.string().min(1), object: z.string().min(1) }) }),
});

/** `t=<epoch seconds>,v1=<hex HMAC-SHA256 of "t.body">`: docs.stripe.com/webhooks/signature. */
export function signWebhook(rawBody: string, secret: string, timestampSeconds: number): string {
  return `t=${timestampSeconds},v1=${digest(Buffer.from(rawBody), secret, String(timestampSeconds)).toString("hex")}`;
}

/** Verifies the raw bytes first and parses after. During a secret's roll-over several `v1` are sent; one must fit. */
export function verifyWebhook(
  rawBody: string | Uint8Array,
  header: string | undefined,
  secret: string,
  nowSeconds: number,
): WebhookHint {
  if (secret.trim() === "") throw new BadSignature("The webhook secret is empty.");
  const body = Buffer.from(rawBody as Uint8Array);
  const { timestamp, signatures } = readHeader(header);
  const expected = digest(body, secret, timestamp);
  const genuine = signatures.some(
    (signature) => signature.length === expected.length && timingSafeEqual(signature, expected),
  );
  if (!genuine) throw new BadSignature("No signature fits the body.");
  if (Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds) throw new BadSignature("The signature is too old.");
  return hintOf(body);
}

function digest(body: Buffer, secret: string, timestamp: string): Buffer {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
}

function readHeader(header: string | undefined): { timestamp: string; signatures: Buffer[] } {
  const pairs = (header ?? "").split(",").map((pair) => pair.trim().split("=", 2));
  const timestamp = pairs.find(([scheme]) => scheme === "t")?.[1] ?? "";
  const signatures = pairs.filter(([scheme]) => scheme === "v1").map(([, hex]) => Buffer.from(hex ?? "", "hex"));
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length === 0)
    throw new BadSignature("The signature header is missing or malformed.");
  return { timestamp, signatures };
}

function hintOf(body: Buffer): WebhookHint {
  const event = Event.safeParse(parseJson(body.toString("utf8")));
  if (!event.success) throw new BadSignature("The signed body is not an event.");
  const { id, type, created, data } = event.data;
  const createdAt = new Date(created * 1000).toISOString();
  return { eventId: id, type, objectId: data.object.id, objectType: data.object.object, createdAt };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
