import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body-reader.ts";
import { wallNow } from "./clock.ts";
import { type AwsApi, AwsError, type AwsRequest, type AwsResponse, type Cloud, type Span } from "./contract.ts";
import { type ErrorProtocol, errorResponse, protocolOf } from "./endpoint-errors.ts";
import { callSpan } from "./endpoint-span.ts";
import type { CredentialStore } from "./lambda/credentials.ts";
import { verifyPresigned } from "./s3/presigned.ts";

const BODY_LIMIT_BYTES = 50_000_000;

type Unread = Omit<AwsRequest, "operation" | "principal" | "traceId">;

interface Scope {
  readonly accessKeyId: string;
  readonly service: string;
  readonly presigned: boolean;
}

/** The AWS APIs on one internal port: finds who calls and which API is meant, checks the grant, then lets it answer. */
export class AwsEndpoint {
  readonly #cloud: Cloud;
  readonly #credentials: CredentialStore;
  readonly #apis = new Map<string, AwsApi>();

  constructor(cloud: Cloud, credentials: CredentialStore) {
    this.#cloud = cloud;
    this.#credentials = credentials;
  }

  add(api: AwsApi): void {
    this.#apis.set(api.service, api);
  }

  readonly listener = (request: IncomingMessage, response: ServerResponse): void => {
    this.#serve(request, response).catch((error: unknown) => {
      process.stderr.write(`local cloud: ${request.method} ${request.url}: ${String(error)}\n`);
      response.destroy();
    });
  };

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", this.#cloud.awsEndpoint);
    const headers = joined(incoming);
    const protocol = protocolOf(headers);
    let answer: AwsResponse;
    try {
      answer = await this.#answer(incoming, url, headers);
    } catch (error) {
      answer = this.#failure(error, incoming, protocol);
    }
    const body = answer.body ?? "";
    response.writeHead(answer.status, {
      "x-amzn-requestid": crypto.randomUUID(),
      ...(incoming.method === "HEAD" ? {} : { "content-length": Buffer.byteLength(body) }),
      ...answer.headers,
    });
    response.end(body);
  }

  async #answer(incoming: IncomingMessage, url: URL, headers: Readonly<Record<string, string>>): Promise<AwsResponse> {
    const scope = scopeOf(incoming, url, headers);
    const api = this.#apis.get(scope.service);
    if (api === undefined) {
      throw new AwsError("UnknownOperationException", `The local cloud has no API "${scope.service}" in this app.`);
    }
    const caller = this.#credentials.find(scope.accessKeyId);
    const isPreflight = incoming.method === "OPTIONS" && scope.accessKeyId === "";
    if (caller === undefined && !isPreflight) {
      throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
    }
    const body = api.streaming === undefined ? await readBody(incoming, BODY_LIMIT_BYTES) : Buffer.alloc(0);
    if (body === undefined) {
      throw new AwsError("RequestEntityTooLarge", `The request is larger than ${BODY_LIMIT_BYTES} bytes.`, 413);
    }
    const unread: Unread = {
      service: scope.service,
      method: incoming.method ?? "GET",
      url,
      headers,
      body,
      ...(api.streaming === undefined ? {} : { stream: incoming }),
    };
    const principal = caller?.principal;
    const request: AwsRequest = {
      ...unread,
      operation: api.operation(unread),
      principal,
      traceId: principal?.traceId ?? this.#cloud.timeline.newTraceId(),
    };
    const startedAt = wallNow();
    try {
      if (scope.presigned && caller !== undefined) {
        verifyPresigned(request, caller.secretAccessKey, this.#cloud.clock.now());
      }
      if (!isPreflight) {
        this.#cloud.authorise(principal, api.authorisations(request));
      }
      const response = await api.handle(request);
      this.#record(callSpan(request, startedAt, response));
      return response;
    } catch (error) {
      this.#record(callSpan(request, startedAt, error instanceof Error ? error : new Error(String(error))));
      throw error;
    }
  }

  #record(span: Span | undefined): void {
    if (span !== undefined) {
      this.#cloud.timeline.record(span);
    }
  }

  #failure(error: unknown, incoming: IncomingMessage, protocol: ErrorProtocol): AwsResponse {
    if (error instanceof AwsError) {
      return errorResponse(error, protocol);
    }
    process.stderr.write(`local cloud: ${incoming.method} ${incoming.url}: ${describe(error)}\n`);
    return errorResponse(
      new AwsError("InternalFailure", "The local cloud failed; its output tells why.", 500),
      protocol,
    );
  }
}

/** Who signed for which service: in the Authorization header, or in a presigned address. */
function scopeOf(incoming: IncomingMessage, url: URL, headers: Readonly<Record<string, string>>): Scope {
  const signed = /Credential=([^,\s]+)/.exec(headers.authorization ?? "")?.[1];
  const credential = signed ?? url.searchParams.get("X-Amz-Credential") ?? "";
  const [accessKeyId = "", , , service = ""] = credential.split("/");
  if (service === "") {
    // Browsers send the preflight of a presigned upload unsigned: only S3 answers those.
    const anonymous = { accessKeyId: "", service: "s3", presigned: false };
    if (incoming.method === "OPTIONS") {
      return anonymous;
    }
    throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  }
  return { accessKeyId, service, presigned: signed === undefined };
}

function joined(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
