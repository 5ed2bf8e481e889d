import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body-reader.ts";
import { wallNow } from "./clock.ts";
import { type AwsApi, AwsError, type AwsRequest, type AwsResponse, type Cloud, type Span } from "./contract.ts";
import { type ErrorProtocol, errorResponse, protocolOf } from "./endpoint-errors.ts";
import { callSpan } from "./endpoint-span.ts";
import type { CredentialStore, KeyHolder } from "./lambda/credentials.ts";
import { boundaryOf, type PostForm, readPostForm, type VerifiedForm } from "./s3/post-form.ts";
import { verifyPost } from "./s3/post-policy.ts";
import { verifyPresigned } from "./s3/presigned.ts";
import { objectPath } from "./s3/s3-request.ts";

const BODY_LIMIT_BYTES = 50_000_000;

type Unread = Omit<AwsRequest, "operation" | "principal" | "traceId">;

interface Opened extends Pick<AwsRequest, "url" | "headers"> {
  readonly form: PostForm | undefined;
}

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
    const boundary = incoming.method === "POST" ? boundaryOf(headers["content-type"]) : undefined;
    const form = boundary === undefined ? undefined : await readPostForm(incoming, boundary);
    try {
      return await this.#answerTo(incoming, { url, headers, form });
    } finally {
      // A browser listens for the answer only once it has sent everything.
      await form?.drain();
    }
  }

  async #answerTo(incoming: IncomingMessage, { url, headers, form }: Opened): Promise<AwsResponse> {
    const scope = form === undefined ? scopeOf(incoming, url, headers) : scopeOfForm(form);
    const api = this.#apis.get(scope.service);
    if (api === undefined) {
      throw new AwsError("UnknownOperationException", `The local cloud has no API "${scope.service}" in this app.`);
    }
    const caller = this.#credentials.find(scope.accessKeyId);
    const isPreflight = incoming.method === "OPTIONS" && scope.accessKeyId === "";
    if (caller === undefined && !isPreflight) throw unknownKey(form !== undefined);
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
      ...(form && caller ? { form: this.#verified(form, url, caller) } : {}),
      ...(api.streaming === undefined || form !== undefined ? {} : { stream: incoming }),
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

  #verified(form: PostForm, url: URL, signer: KeyHolder): VerifiedForm {
    const { bucket } = objectPath(url);
    return { ...form, length: verifyPost(form.fields, { bucket, signer, nowMs: this.#cloud.clock.now() }) };
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

/** A form says who signed in a field of its own. */
function scopeOfForm({ fields }: PostForm): Scope {
  const [accessKeyId = ""] = (fields.get("x-amz-credential") ?? "").split("/");
  return { accessKeyId, service: "s3", presigned: false };
}

function unknownKey(isForm: boolean): AwsError {
  return isForm
    ? new AwsError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403)
    : new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
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
