import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { RouteMatch } from "./route-table.ts";

/** A request as it reaches the HTTP API, header names in lower case. */
export interface ApiRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly domainName: string;
  readonly traceId: string;
}

export interface ApiIdentity {
  readonly apiId: string;
  readonly accountId: string;
  readonly stage: string;
  readonly now: number;
}

/** The payload of format 2.0 that a function behind an HTTP API gets. Throws a URIError for a malformed path. */
export function proxyEvent(request: ApiRequest, match: RouteMatch, identity: ApiIdentity): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = request.headers;
  const rawPath = decodeURIComponent(request.path);
  const query = queryParameters(request.rawQueryString);
  const isBase64Encoded = request.body.length > 0 && !isText(headers);
  return {
    version: "2.0",
    routeKey: match.route.routeKey,
    rawPath,
    rawQueryString: request.rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/).filter(Boolean) }),
    headers: { ...headers, "x-amzn-trace-id": `Root=${request.traceId}` },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: identity.accountId,
      apiId: identity.apiId,
      domainName: request.domainName,
      domainPrefix: request.domainName.split(".")[0] ?? "",
      http: {
        method: request.method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: match.route.routeKey,
      stage: identity.stage,
      time: commonLogTime(identity.now),
      timeEpoch: identity.now,
    },
    ...(request.body.length === 0 ? {} : { body: request.body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded,
  };
}

const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\b|application\/[\w.-]+\+(?:json|xml)\b)/;

/** API Gateway hands over as text only what it knows to be text: a form post arrives in base64. */
function isText(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-encoding"] === undefined && TEXT.test(headers["content-type"] ?? "");
}

function queryParameters(rawQueryString: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function commonLogTime(instant: number): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
