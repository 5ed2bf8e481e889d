import { wallNow } from "./clock.ts";
import type { AwsRequest, AwsResponse, Span, SpanKind } from "./contract.ts";

/** Their owners record what these calls did (an email, an object, an event): the call itself would be told twice. */
const RECORDED_BY_OWNERS = new Set(["ses", "s3", "events", "sqs"]);
const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);
/** A condition that did not hold is an answer, not a failure of the call. */
const ANSWERS = /ConditionalCheckFailed|TransactionCanceled/;

type Call = Pick<AwsRequest, "service" | "operation" | "body" | "principal" | "traceId">;

/** The place of one API call in its timeline; undefined when somebody else records it or nobody would look for it. */
export function callSpan(call: Call, startedAt: number, outcome: AwsResponse | Error): Span | undefined {
  const code = codeOf(outcome);
  const isWrite = call.service === "dynamodb" && WRITES.has(call.operation);
  const failed = code !== undefined && !ANSWERS.test(code);
  const ofOperator = call.principal === undefined && !isWrite;
  if (!failed && (RECORDED_BY_OWNERS.has(call.service) || ofOperator)) {
    return undefined;
  }
  const kind: SpanKind = isWrite ? "write" : "call";
  return {
    traceId: call.traceId,
    kind,
    name: nameOf(call),
    startedAt,
    durationMs: wallNow() - startedAt,
    ...(failed ? { error: code } : {}),
    ...(code !== undefined && !failed ? { detail: { answer: code } } : {}),
  };
}

function nameOf({ service, operation, body }: Call): string {
  if (service !== "dynamodb") {
    return `${service} ${operation}`;
  }
  const table = /"TableName"\s*:\s*"([^"]+)"/.exec(body.toString("utf8"))?.[1] ?? "";
  return `${operation} ${table}`.trim();
}

function codeOf(outcome: AwsResponse | Error): string | undefined {
  if (outcome instanceof Error) {
    return `${"code" in outcome ? String(outcome.code) : outcome.name}: ${outcome.message}`;
  }
  if (outcome.status < 400) {
    return undefined;
  }
  const body = String(outcome.body ?? "");
  const type = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(body)?.[1] ?? /<Code>([^<]+)</.exec(body)?.[1];
  const message = /"[Mm]essage"\s*:\s*"([^"]*)"/.exec(body)?.[1];
  return `${type ?? `status ${outcome.status}`}${message === undefined ? "" : `: ${message}`}`;
}
