import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { renderInvoicePdf } from "@alliance/documents";
import { sampleInvoice } from "@alliance/documents/samples";
import { bundleEntry } from "@alliance/infra/constructs/bundle";
import { startStripeDouble } from "@alliance/stripe-double";
import Stripe from "stripe";
import { afterAll, expect, onTestFinished, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "alliance-libraries-"));
afterAll(() => rmSync(folder, { recursive: true }));

const packages = join(import.meta.dirname, "../../packages");
const source = (path: string) => JSON.stringify(join(packages, path));

/** What a script prints once it is bundled as a function is, and run alone with an empty environment. */
async function printedBy(name: string, script: string): Promise<string> {
  const entry = join(folder, `${name}.ts`);
  writeFileSync(entry, script);
  const bundle = await bundleEntry({ entry, outFolder: join(folder, name) });
  const file = join(bundle.folder, "index.mjs");
  const options = { cwd: folder, env: {}, maxBuffer: 10_000_000 };
  return (await promisify(execFile)(process.execPath, [file], options)).stdout;
}

test("an invoice drawn from a bundle, without the WOFF2 part, is the same to the last byte", async () => {
  const invoice = sampleInvoice({}, 30);
  const printed = await printedBy(
    "pdf",
    `import { renderInvoicePdf } from ${source("documents/src/index.ts")};
     const pdf = await renderInvoicePdf(${JSON.stringify(invoice)});
     process.stdout.write(Buffer.from(pdf).toString("base64"));`,
  );
  expect(Buffer.compare(Buffer.from(printed, "base64"), await renderInvoicePdf(invoice))).toBe(0);
});

test("the build of Stripe's SDK that is bundled opens and reads a checkout, is refused, and knows a webhook", async () => {
  const webhook = { url: "http://127.0.0.1:9/", secret: "whsec_x", enabledEvents: [] };
  const double = await startStripeDouble({ port: 0, webhook });
  onTestFinished(() => double.stop());
  const object = { id: "cs_test_1", object: "checkout.session" };
  const payload = JSON.stringify({ id: "evt_1", object: "event", type: "x.y", created: 1, data: { object } });
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: "whsec_x" });
  const request = {
    ...{ orderId: "ord_1", description: "Invoice", amountPence: 48_000, currency: "gbp", idempotencyKey: "k1" },
    ...{ successUrl: "http://localhost/paid", cancelUrl: "http://localhost/no", metadata: {} },
    expiresAtSeconds: Math.floor(Date.now() / 1000) + 3_600,
  };
  const printed = await printedBy(
    "stripe",
    `import { stripeGateway } from ${source("payments/src/index.ts")};
     const connection = { secretKey: "sk_test_1234", webhookSecret: "whsec_x", apiBase: ${JSON.stringify(double.apiBase)} };
     const gateway = stripeGateway(connection);
     const failure = (call) => call.then(() => "none", (error) => error.code ?? error.constructor.name);
     const { sessionId } = await gateway.createCheckout(${JSON.stringify(request)});
     const { status, amountTotalPence } = await gateway.readCheckout(sessionId);
     const { eventId } = await gateway.parseWebhook(${JSON.stringify(payload)}, ${JSON.stringify(header)});
     const unknown = await failure(gateway.readCheckout("cs_unknown"));
     const forged = await gateway.parseWebhook("{}", ${JSON.stringify(header)}).then(() => "taken", ({ name }) => name);
     process.stdout.write(JSON.stringify({ status, amountTotalPence, eventId, unknown, forged }));`,
  );
  expect(JSON.parse(printed)).toEqual({
    ...{ status: "open", amountTotalPence: 48_000, eventId: "evt_1", unknown: "resource_missing" },
    forged: "BadSignature",
  });
});
