import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type AwsApi,
  AwsError,
  type AwsRequest,
  type Module,
  type Principal,
  type PublicListener,
} from "./contract.ts";
import { createTestingCloud, type TestingCloud } from "./testing-cloud.ts";

export interface ServedCloud extends TestingCloud {
  /** What the SDK clients of a test are made with. */
  readonly sdk: {
    readonly region: string;
    readonly endpoint: string;
    readonly maxAttempts: number;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** The caller of every request from now on; undefined is the operator. */
  actAs(principal: Principal | undefined): void;
}

/** A testing cloud behind a real port, for the SDK clients and for pages: both on one origin here. */
export async function createServedCloud(
  modules: readonly Module[],
  options: Parameters<typeof createTestingCloud>[0] & Partial<Pick<TestingCloud, "personas" | "authorise">> = {},
): Promise<ServedCloud> {
  const apis = new Map<string, AwsApi>();
  const listeners = new Map<string, PublicListener>();
  let principal: Principal | undefined;
  const inner = createTestingCloud(options);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    const prefix = [...listeners.keys()].sort((a, b) => b.length - a.length).find((known) => path.startsWith(known));
    const listener = prefix === undefined ? undefined : listeners.get(prefix);
    if (listener !== undefined) return listener(request, response);
    answerApi(apis, request, response, () => ({ principal, traceId: inner.timeline.newTraceId() })).catch((error) => {
      response.destroy(error);
    });
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cloud = Object.assign(inner, {
    publicOrigin: origin,
    awsEndpoint: origin,
    ...(options.personas === undefined ? {} : { personas: options.personas }),
    ...(options.authorise === undefined ? {} : { authorise: options.authorise }),
    addApi: (api: AwsApi) => void apis.set(api.service, api),
    addPublicListener: (path: string, listener: PublicListener) => void listeners.set(path, listener),
    actAs(caller: Principal | undefined) {
      principal = caller;
    },
    sdk: {
      region: "eu-west-2",
      endpoint: origin,
      maxAttempts: 1,
      credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
    },
  });
  cloud.onStop(() => stopServer(server));
  for (const module of modules) cloud.add(module);
  return cloud;
}

function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function answerApi(
  apis: ReadonlyMap<string, AwsApi>,
  incoming: IncomingMessage,
  response: ServerResponse,
  caller: () => Pick<AwsRequest, "principal" | "traceId">,
): Promise<void> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const scope = /Credential=([^,\s]+)/.exec(incoming.headers.authorization ?? "")?.[1];
  const service = (scope ?? url.searchParams.get("X-Amz-Credential"))?.split("/")[3] ?? "s3";
  const api = apis.get(service);
  try {
    if (api === undefined) throw new AwsError("UnknownOperationException", `no service ${service}`);
    const body = api.streaming ? Buffer.alloc(0) : Buffer.concat(await incoming.toArray());
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const draft = { service, method: incoming.method ?? "GET", url, headers, body, ...caller() };
    const request = { ...draft, operation: api.operation(draft), ...(api.streaming ? { stream: incoming } : {}) };
    api.authorisations(request);
    const answer = await api.handle(request);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    response
      .writeHead(error.status, { "content-type": "application/json", "x-amzn-errortype": error.code })
      .end(JSON.stringify({ __type: error.code, message: error.message }));
  }
}
