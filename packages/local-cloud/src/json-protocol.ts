import type * as z from "zod";
import { type Authorisation, type AwsApi, AwsError, type AwsRequest, type AwsResponse } from "./contract.ts";

/** One operation of a JSON protocol: what it accepts, what the caller must be granted, what it does. */
export interface JsonOperation {
  authorisations(body: unknown, request: AwsRequest): readonly Authorisation[];
  handle(body: unknown, request: AwsRequest): unknown | Promise<unknown>;
}

/** An operation whose input is checked by a strict zod schema; a member that is not in it is refused by name. */
export function jsonOperation<I extends z.ZodType>(
  input: I,
  operation: {
    authorise(input: z.output<I>, request: AwsRequest): readonly Authorisation[];
    handle(input: z.output<I>, request: AwsRequest): unknown | Promise<unknown>;
  },
): JsonOperation {
  return {
    authorisations: (body, request) => operation.authorise(parseInput(input, body), request),
    handle: (body, request) => operation.handle(parseInput(input, body), request),
  };
}

/** An API in the AWS JSON protocols: the operation is named by the `x-amz-target` header. */
export function jsonApi(api: {
  readonly service: string;
  readonly targetPrefix: string;
  readonly version: "1.0" | "1.1";
  readonly operations: Readonly<Record<string, JsonOperation>>;
}): AwsApi {
  const named = (request: AwsRequest) => {
    const operation = api.operations[request.operation];
    if (operation === undefined) throw unknownOperation(api.service, request.operation);
    return operation;
  };
  return {
    service: api.service,
    operation(request) {
      const target = request.headers["x-amz-target"] ?? "";
      const name = target.startsWith(`${api.targetPrefix}.`) ? target.slice(api.targetPrefix.length + 1) : target;
      if (!Object.hasOwn(api.operations, name)) throw unknownOperation(api.service, name);
      return name;
    },
    authorisations: (request) => named(request).authorisations(readJson(request), request),
    async handle(request): Promise<AwsResponse> {
      const output = await named(request).handle(readJson(request), request);
      const headers = { "content-type": `application/x-amz-json-${api.version}` };
      return { status: 200, headers, body: JSON.stringify(output ?? {}) };
    },
  };
}

export function unknownOperation(service: string, operation: string): AwsError {
  return new AwsError(
    "UnknownOperationException",
    `The local cloud does not know ${service} ${operation || "(none)"}.`,
  );
}

/** Parses an input; throws a ValidationException that names the member which is missing, wrong or unknown. */
function parseInput<I extends z.ZodType>(input: I, body: unknown): z.output<I> {
  const parsed = input.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", describeIssues(parsed.error));
}

/** One line for a refused input; members that are not supported come first. */
export function describeIssues(error: z.ZodError): string {
  const isUnknown = (issue: z.core.$ZodIssue) => issue.code === "unrecognized_keys";
  const issue = error.issues.find(isUnknown) ?? error.issues[0];
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  return issue?.code === "unrecognized_keys"
    ? `${where}${issue.keys.join(", ")} is not supported by the local cloud.`
    : `${where}${issue?.message}`;
}

function readJson(request: AwsRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new AwsError("SerializationException", "The request's body is not JSON.");
  }
}
