import { type AwsApi, AwsError, type AwsRequest, type AwsResponse } from "../contract.ts";
import { unknownOperation } from "../json-protocol.ts";
import type { Database } from "./database.ts";
import { keyText, type Table } from "./table.ts";
import { accessesOf, authorisationsFor, type TableAccess } from "./table-requests.ts";
import type { WriteTraces } from "./write-traces.ts";

const TABLES = "DynamoDB_20120810";
const STREAMS = "DynamoDBStreams_20120810";
const itemOperations = new Set([
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "GetItem",
  "Query",
  "Scan",
  "DescribeTable",
  "BatchGetItem",
  "BatchWriteItem",
  "TransactWriteItems",
  "TransactGetItems",
]);
const streamOperations = new Set(["DescribeStream", "GetShardIterator", "GetRecords", "ListStreams"]);

type Body = Parameters<typeof accessesOf>[1] & { readonly StreamArn?: string };

/** The engine behind the template's tables: permissions before it, a nudge to the stream's readers after it. */
export function dynamodbApi(database: Database, traces: WriteTraces): AwsApi {
  const find = (name: string): Table => {
    const table = database.tables.get(name.startsWith("arn:") ? (name.split("/")[1] ?? "") : name);
    if (table !== undefined) return table;
    throw new AwsError("ResourceNotFoundException", `The template has no table ${name}.`);
  };
  return {
    service: "dynamodb",
    operation(request) {
      const [prefix, name = ""] = (request.headers["x-amz-target"] ?? "").split(".");
      const known = prefix === STREAMS ? streamOperations : itemOperations;
      if ((prefix !== TABLES && prefix !== STREAMS) || !known.has(name)) throw unknownOperation("dynamodb", name);
      return name;
    },
    authorisations(request) {
      if (request.operation === "Scan" && request.principal !== undefined) throw scanRefused(request);
      if (streamOperations.has(request.operation)) return streamAuthorisations(database, request);
      return authorisationsFor(accessesOf(request.operation, parse(request)), find);
    },
    handle: (request) =>
      streamOperations.has(request.operation)
        ? passOn(database, `${STREAMS}.${request.operation}`, withEngineStream(database, request))
        : itemRequest(database, traces, request, find),
  };
}

async function itemRequest(
  database: Database,
  traces: WriteTraces,
  request: AwsRequest,
  find: (name: string) => Table,
): Promise<AwsResponse> {
  const accesses = accessesOf(request.operation, parse(request));
  const written = new Set<Table>();
  for (const access of accesses) {
    const table = find(access.table);
    if (!access.writes) continue;
    written.add(table);
    // Before the write: a reader may see the record sooner than this request its answer.
    if (access.item !== undefined) traces.wrote(keyText(table, access.item), request.traceId);
  }
  const response = await passOn(database, `${TABLES}.${request.operation}`, withTableNames(request, accesses));
  if (response.status === 200) for (const table of written) table.stream?.wrote();
  return response;
}

async function passOn(database: Database, target: string, body: Buffer | string): Promise<AwsResponse> {
  let reply: Awaited<ReturnType<typeof database.client.send>>;
  try {
    reply = await database.client.send(target, body);
  } catch (error) {
    const reason = database.failure() ?? `The DynamoDB endpoint does not answer: ${(error as Error).message}`;
    throw new AwsError("InternalServerError", reason, 500);
  }
  const headers = { "content-type": reply.headers["content-type"] ?? "application/x-amz-json-1.0" };
  if (!/\.(Describe|ListStreams|GetRecords)/.test(target)) return { status: reply.status, headers, body: reply.body };
  return { status: reply.status, headers, body: withTemplateArns(database, reply.body.toString()) };
}

/** The engine knows tables by name only; a request may name them by ARN. */
function withTableNames(request: AwsRequest, accesses: readonly TableAccess[]): Buffer | string {
  const arns = new Set(accesses.map((access) => access.table).filter((table) => table.startsWith("arn:")));
  if (arns.size === 0) return request.body;
  let body = request.body.toString();
  for (const arn of arns) body = body.replaceAll(JSON.stringify(arn), JSON.stringify(arn.split("/")[1]));
  return body;
}

function withEngineStream(database: Database, request: AwsRequest): string {
  const body = parse(request);
  const stream = [...database.tables.values()].find((table) => table.stream?.arn === body.StreamArn)?.stream;
  if (body.StreamArn !== undefined && stream === undefined) {
    throw new AwsError("ResourceNotFoundException", `The template has no stream ${body.StreamArn}.`);
  }
  return JSON.stringify({ ...body, ...(stream === undefined ? {} : { StreamArn: stream.engineArn }) });
}

function withTemplateArns(database: Database, text: string): string {
  let body = text;
  for (const table of database.tables.values()) {
    if (table.stream !== undefined) body = body.replaceAll(table.stream.engineArn, table.stream.arn);
    body = body.replaceAll(`"${table.engineArn}"`, `"${table.arn}"`).replaceAll(`${table.engineArn}/`, `${table.arn}/`);
  }
  return body;
}

function streamAuthorisations(database: Database, request: AwsRequest) {
  const action = `dynamodb:${request.operation}`;
  const named = parse(request).StreamArn;
  const all = [...database.tables.values()].flatMap((table) => table.stream?.arn ?? []);
  const resources = request.operation === "ListStreams" ? ["*"] : named === undefined ? all : [named];
  return resources.map((resourceArn) => ({ action, resourceArn }));
}

function scanRefused(request: AwsRequest): AwsError {
  const who = request.principal?.functionArn ?? request.principal?.roleArn;
  return new AwsError(
    "AccessDeniedException",
    `dynamodb:Scan is refused to every function (${who}): it reads the whole table. Add an index and Query it.`,
  );
}

/** Of requests under way: their permissions and their execution both look into the body. */
const parsed = new WeakMap<AwsRequest, Body>();

function parse(request: AwsRequest): Body {
  const known = parsed.get(request);
  if (known !== undefined) return known;
  try {
    const body = JSON.parse(request.body.toString()) as Body;
    parsed.set(request, body);
    return body;
  } catch {
    throw new AwsError("SerializationException", "The request's body is not JSON.");
  }
}
