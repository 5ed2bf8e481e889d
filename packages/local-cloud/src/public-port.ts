import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body-reader.ts";
import { wallNow } from "./clock.ts";
import { Distribution, type DistributionConfig } from "./cloudfront/distribution.ts";
import type { Cloud, PublicListener } from "./contract.ts";
import { BODY_LIMIT_BYTES } from "./http-api/http-api.ts";
import { httpApisByHost } from "./http-api/http-api-module.ts";
import type { ApiRequest } from "./http-api/proxy-event.ts";
import { type ApiResponse, gatewayAnswer } from "./http-api/proxy-result.ts";
import { Refusal } from "./refusal.ts";

type Front = (request: ApiRequest) => Promise<ApiResponse>;

/** What answers on the public port: the local cloud's own pages by prefix, everything else the app's front door. */
export class PublicPort {
  readonly #cloud: Cloud;
  readonly #listeners: { prefix: string; listener: PublicListener }[] = [];
  #front: Front | undefined;
  #underWay = 0;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  addListener(prefix: string, listener: PublicListener): void {
    this.#listeners.push({ prefix, listener });
    this.#listeners.sort((left, right) => right.prefix.length - left.prefix.length);
  }

  /** Finds the app's front door: its distribution, otherwise its only HTTP API. */
  open(): void {
    const apis = httpApisByHost(this.#cloud);
    const [distribution, ...more] = this.#cloud.resourcesOfType<{ DistributionConfig: DistributionConfig }>(
      "AWS::CloudFront::Distribution",
    );
    if (more.length > 0) {
      throw new Refusal("more than one CloudFront distribution is not supported: there is one public port");
    }
    if (distribution !== undefined) {
      const front = new Distribution(this.#cloud, distribution, apis);
      this.#front = (request) => front.handle(request);
      return;
    }
    const [only, ...others] = new Set(apis.values());
    if (others.length > 0) {
      throw new Refusal("several HTTP APIs without a CloudFront distribution in front are not supported");
    }
    this.#front = only && ((request) => only.handle(request));
  }

  readonly listener = (request: IncomingMessage, response: ServerResponse): void => {
    const [path = "/"] = (request.url ?? "/").split("?", 1);
    const own = this.#listeners.find(({ prefix }) => path.startsWith(prefix) || `${path}/` === prefix);
    if (own !== undefined) {
      own.listener(request, response);
      return;
    }
    this.#underWay += 1;
    this.#serve(request, response, path)
      .catch((error: unknown) => {
        process.stderr.write(`local cloud: ${request.method} ${path}: ${String(error)}\n`);
        response.destroy();
      })
      .finally(() => {
        this.#underWay -= 1;
      });
  };

  async #serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const startedAt = wallNow();
    const traceId = givenTraceId(request) ?? this.#cloud.timeline.newTraceId();
    const { answer, error } = await this.#answer(request, path, traceId);
    response.writeHead(answer.status, {
      ...(answer.headers as Record<string, string | string[]>),
      ...(answer.status === 204 || answer.status === 304 ? {} : { "content-length": answer.body.length }),
      "x-amzn-trace-id": `Root=${traceId}`,
    });
    response.end(answer.body);
    this.#cloud.timeline.record({
      traceId,
      kind: "request",
      name: `${request.method} ${path}`,
      startedAt,
      durationMs: wallNow() - startedAt,
      detail: { status: answer.status, bytes: answer.body.length },
      ...(error ?? (answer.status >= 500 ? { error: `status ${answer.status}` } : {})),
    });
  }

  async #answer(
    request: IncomingMessage,
    path: string,
    traceId: string,
  ): Promise<{ answer: ApiResponse; error?: { error: string } }> {
    if (this.#front === undefined) {
      return { answer: gatewayAnswer(404, "Not Found") };
    }
    const body = await readBody(request, BODY_LIMIT_BYTES);
    if (body === undefined) {
      return { answer: gatewayAnswer(413, "Request Entity Too Large") };
    }
    const url = request.url ?? "/";
    const queryAt = url.indexOf("?");
    try {
      const answer = await this.#front({
        method: request.method ?? "GET",
        path,
        rawQueryString: queryAt < 0 ? "" : url.slice(queryAt + 1),
        headers: joinedHeaders(request),
        body,
        sourceIp: request.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "127.0.0.1",
        domainName: request.headers.host?.replace(/:\d+$/, "") ?? "localhost",
        traceId,
      });
      return { answer };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`local cloud: ${request.method} ${path}: ${message}\n`);
      return { answer: gatewayAnswer(500, "Internal Server Error"), error: { error: message } };
    }
  }
}

/** A caller may bring its own trace, as with API Gateway. */
function givenTraceId(request: IncomingMessage): string | undefined {
  const header = request.headers["x-amzn-trace-id"];
  return typeof header === "string" ? /^Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(header)?.[1] : undefined;
}

function joinedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}
