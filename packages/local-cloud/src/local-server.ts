import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal } from "./refusal.ts";

/** One listening port of the local cloud; it answers 503 until `serve` is told what to do. */
export interface LocalServer {
  readonly port: number;
  serve(listener: RequestListener): void;
  stop(): Promise<void>;
}

export async function listen(host: string, port: number, purpose: string): Promise<LocalServer> {
  let listener: RequestListener | undefined;
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (listener === undefined) {
      response
        .writeHead(503, { "retry-after": "1", "content-type": "text/plain" })
        .end("The local cloud is starting.\n");
    } else {
      listener(request, response);
    }
  });
  await bind(server, host, port, purpose);
  return {
    port: (server.address() as AddressInfo).port,
    serve(given) {
      listener = given;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, host: string, port: number, purpose: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      const reason = inUse
        ? "is already in use: stop what uses it or choose another with --port"
        : `cannot be opened: ${error.message}`;
      reject(new Refusal(`port ${port} (${purpose}) ${reason}`));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}
