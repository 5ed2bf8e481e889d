import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startStripeDouble } from "./index.ts";
import { checkoutFor, listenAnywhere, sdkFor, startBench } from "./testing.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stripe-double-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const child = `
  import { startStripeDouble } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
  const webhook = { url: "http://127.0.0.1:9/nobody", secret: "whsec_x" };
  const double = await startStripeDouble({ port: 0, dataFolder: ${JSON.stringify("FOLDER")}, webhook });
  process.stdout.write(double.apiBase + "\\n");
`;

it("killed with kill -9 after an answer, it still knows the payment, its key and its unsent webhooks", async () => {
  const program = join(folder, "child.mts");
  writeFileSync(program, child.replace("FOLDER", folder));
  const running = spawn(process.execPath, ["--import", "tsx", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(running.stdout, "data")) as [Buffer];
  const before = sdkFor(line.toString("utf8").trim());
  const options = { idempotencyKey: "checkout-inv_1" };
  const session = await before.checkout.sessions.create(checkoutFor(), options);
  await fetch(String(session.url), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ card: "4242424242424242" }),
  });
  running.kill("SIGKILL");
  await once(running, "exit");

  const bench = await startBench({ dataFolder: folder });
  try {
    expect((await bench.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    expect((await bench.stripe.checkout.sessions.create(checkoutFor(), options)).id).toBe(session.id);
    bench.advance(3_600);
    await expect
      .poll(() => bench.received.map(({ event }) => event.type), { timeout: 10_000 })
      .toContain("checkout.session.completed");
  } finally {
    await bench.stop();
  }
});

it("after a restart on another port an open session is paid at the new address", async () => {
  const first = await startBench({ dataFolder: folder });
  const { id } = await first.stripe.checkout.sessions.create(checkoutFor());
  await first.stop();
  const second = await startBench({ dataFolder: folder });
  const session = await second.stripe.checkout.sessions.retrieve(id);
  expect(session.url).toBe(`${second.double.url}/pay/${id}`);
  expect((await fetch(String(session.url))).status).toBe(200);
  await second.stop();
});

it("a port in use rejects instead of half starting", async () => {
  const taken = createServer();
  const port = await listenAnywhere(taken);
  const webhook = { url: "http://127.0.0.1:9/", secret: "whsec_x" };
  await expect(startStripeDouble({ port, webhook })).rejects.toMatchObject({ code: "EADDRINUSE" });
  taken.close();
});
