import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Controls } from "./controls.ts";
import { openEngine } from "./engine.ts";
import { engineControls } from "./engine-controls.ts";
import { doubleServer } from "./server.ts";
import type { WebhookTarget } from "./webhooks/sender.ts";

export interface StripeDoubleOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
  /** Where its state lives, safe against kill -9. Without it, in memory. */
  readonly dataFolder?: string;
  /** Epoch milliseconds; default the wall clock. */
  readonly clock?: () => number;
  readonly webhook: WebhookTarget;
  /** How a browser reaches the pay page; default the server's own address. */
  readonly publicBase?: string;
}

export interface StripeDouble {
  /** The pay page's origin, as a browser reaches it. */
  readonly url: string;
  /** For STRIPE_API_BASE. */
  readonly apiBase: string;
  readonly controls: Controls;
  stop(): Promise<void>;
}

/** Starts the double. Rejects when the port is taken or the folder cannot be used. */
export async function startStripeDouble(options: StripeDoubleOptions): Promise<StripeDouble> {
  let apiBase = "";
  const payBase = () => options.publicBase ?? apiBase;
  // Looked up at each call: the local cloud replaces Date when its clock is moved.
  const { dataFolder, webhook, clock = () => Date.now() } = options;
  const engine = openEngine({ dataFolder, clock, webhook, payBase });
  const controls = engineControls(engine);
  const server = createServer(getRequestListener(doubleServer(engine, controls).fetch) as RequestListener);
  try {
    await listen(server, options.port, options.host ?? "127.0.0.1");
  } catch (error) {
    await engine.close();
    throw error;
  }
  apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const everySecond = setInterval(engine.sweep, 1_000).unref();
  engine.sender.nudge();
  return {
    url: payBase(),
    apiBase,
    controls,
    async stop() {
      clearInterval(everySecond);
      await closed(server);
      await engine.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
