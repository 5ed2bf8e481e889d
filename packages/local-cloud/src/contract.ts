import type { IncomingMessage, ServerResponse } from "node:http";
import type { DatabaseSync } from "node:sqlite";
import type { Readable } from "node:stream";
import type { VerifiedForm } from "./s3/post-form.ts";

/** A resource of the synthesized template once its intrinsics are resolved. */
export interface Resource<P = Record<string, unknown>> {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: P;
  /** What `Ref` returns; usually the physical name. */
  readonly ref: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a resource type answers to `Ref` and `GetAtt`, known before anything is provisioned. */
export interface Identity {
  readonly ref: string;
  readonly arn: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One supported CloudFormation type. An unknown property is refused by name through `properties`. */
export interface ResourceType<P = Record<string, unknown>> {
  readonly type: string;
  /** Every property it understands or may safely ignore here; any other stops the start by name. */
  readonly properties: readonly string[];
  identify(draft: Omit<Resource<P>, "ref" | "arn" | "attributes">, cloud: Cloud): Identity;
  provision?(resource: Resource<P>, cloud: Cloud): void | Promise<void>;
}

/** Who calls: a role of the template, or undefined for the operator (root) of the local cloud. */
export interface Principal {
  readonly roleArn: string;
  readonly functionArn?: string;
  /** The invocation that is under way, so that a call is placed in its timeline. */
  readonly traceId?: string;
}

export interface AwsRequest {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The unread body, instead of `body`, for an API that has `streaming`. */
  readonly stream?: Readable;
  /** A browser's form to a bucket, instead of `stream`: its fields are read and its policy holds. */
  readonly form?: VerifiedForm;
  readonly principal: Principal | undefined;
  readonly traceId: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One action on one resource, checked against the caller's role before a service acts. */
export interface Authorisation {
  readonly action: string;
  readonly resourceArn: string;
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

/** One emulated AWS API, found by its signing name ("dynamodb", "events", "sqs", "ses", "s3", "kms", …). */
export interface AwsApi {
  readonly service: string;
  /** Bodies may be large: they are handed over as a stream. */
  readonly streaming?: true;
  /** The operation of a request: from `x-amz-target` for JSON protocols, method and path for REST. Throws for unknown ones. */
  operation(request: Omit<AwsRequest, "operation" | "principal" | "traceId">): string;
  authorisations(request: AwsRequest): readonly Authorisation[];
  handle(request: AwsRequest): Promise<AwsResponse>;
}

export type SpanKind =
  | "request"
  | "function"
  | "call"
  | "write"
  | "stream"
  | "event"
  | "queue"
  | "schedule"
  | "email"
  | "object";

export interface Span {
  readonly traceId: string;
  readonly kind: SpanKind;
  readonly name: string;
  /** Wall-clock instant in epoch milliseconds, and how long it took. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly error?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface Timeline {
  record(span: Span): void;
  newTraceId(): string;
}

export interface InvokeResult {
  readonly payload: unknown;
  readonly error?: { readonly type: string; readonly message: string };
  readonly durationMs: number;
}

export interface FunctionRuntime {
  /**
   * Runs one function once; waits for a free instance, starts more under load up to its concurrency. One that could
   * not begin within `patienceMs` is not begun at all: its caller has gone.
   */
  invoke(functionArn: string, payload: unknown, traceId: string, patienceMs?: number): Promise<InvokeResult>;
}

export interface LocalClock {
  /** The platform's instant, moved forward by the operator, in epoch milliseconds. */
  now(): number;
  onMove(listener: () => void): void;
}

/** The AWS service that calls a target, so that its grant (Lambda permission, queue policy, role) can be checked. */
export interface DeliverySource {
  /** e.g. "events.amazonaws.com". */
  readonly service: string;
  readonly sourceArn: string;
  readonly roleArn?: string;
}

/** Delivers to a target ARN (function, queue, bus) as EventBridge and schedules do; throws when it cannot. */
export type Deliver = (targetArn: string, payload: unknown, traceId: string, source?: DeliverySource) => Promise<void>;

/** A demo identity that can sign in with one click. */
export interface Persona {
  readonly name: string;
  readonly sub: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly groups: readonly string[];
  readonly description: string;
  /** Whether a second factor counts as switched on; true unless said otherwise. */
  readonly secondFactor?: boolean;
}

/** A request under a prefix of the public port that is owned by the local cloud itself (`/_local/…`). */
export type PublicListener = (request: IncomingMessage, response: ServerResponse) => void;

/** A permission in the template that no call has needed yet. */
export interface Grant {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
}

/** Everything a resource type or an API may use of the running cloud. */
export interface Cloud {
  readonly accountId: string;
  readonly dataFolder: string;
  /** Durable state of the emulated services (WAL); each owner makes its own tables. */
  readonly state: DatabaseSync;
  readonly clock: LocalClock;
  readonly timeline: Timeline;
  readonly functions: FunctionRuntime;
  /** e.g. http://localhost:4000: the distribution in front of the HTTP API. */
  readonly publicOrigin: string;
  /** The internal endpoint the AWS SDKs of functions are pointed at. */
  readonly awsEndpoint: string;
  /** By ARN. */
  readonly resources: ReadonlyMap<string, Resource>;
  resourcesOfType<P>(type: string): readonly Resource<P>[];
  readonly deliver: Deliver;
  readonly personas: readonly Persona[];
  /** Throws AccessDeniedException (AwsError) naming principal, action and resource; the operator (undefined) may do all. */
  authorise(principal: Principal | undefined, authorisations: readonly Authorisation[]): void;
  /** Throws unless the function's AWS::Lambda::Permission entries let the service call it from that source. */
  authoriseInvoke(functionArn: string, source: DeliverySource): void;
  unusedGrants(): readonly Grant[];
  /** Replaces every `{{resolve:secretsmanager:…}}` in a text by its present value. */
  resolveDynamic(text: string): string;
  /** Serves a path prefix of the public port, e.g. "/_local/oidc/"; the longest prefix wins. */
  addPublicListener(prefix: string, listener: PublicListener): void;
  /** Answers whether nothing is pending there (true = idle); `idle()` of the running cloud waits for all of them. */
  onIdleProbe(name: string, isIdle: () => boolean): void;
  /** Registers an API; and work to stop, in reverse order, at the end. */
  addApi(api: AwsApi): void;
  onStart(start: () => void | Promise<void>): void;
  onStop(stop: () => void | Promise<void>): void;
}

/** A family of resource types and APIs: `sqs.ts`, `events.ts` … each exports one. */
export interface Module {
  readonly name: string;
  readonly types: readonly ResourceType<never>[];
  /** Types that are not code and are left out on purpose (alarms, log groups). */
  readonly skippedTypes?: readonly string[];
  start?(cloud: Cloud): void | Promise<void>;
}

/** An AWS error: `code` is the wire name, e.g. "AccessDeniedException". */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "AwsError";
    this.code = code;
    this.status = status;
  }
}
