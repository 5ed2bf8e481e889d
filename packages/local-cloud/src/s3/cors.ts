import type { AwsRequest, AwsResponse } from "../contract.ts";
import { S3Error } from "./s3-error.ts";

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
  readonly Id?: string;
}

/** Answers a browser's question before a cross-origin upload, from the bucket's own rules. */
export function preflight(rules: readonly CorsRule[], request: AwsRequest): AwsResponse {
  const method = request.headers["access-control-request-method"] ?? "";
  const wanted = (request.headers["access-control-request-headers"] ?? "").split(",").map((name) => name.trim());
  const rule = matchingRule(rules, request.headers.origin ?? "", method);
  const allowsAll = wanted.every(
    (name) =>
      name === "" || rule?.AllowedHeaders?.some((pattern) => matches(pattern.toLowerCase(), name.toLowerCase())),
  );
  if (rule === undefined || !allowsAll) {
    throw new S3Error("AccessForbidden", "CORSResponse: This CORS request is not allowed.", 403);
  }
  const age = rule.MaxAge === undefined ? {} : { "access-control-max-age": String(rule.MaxAge) };
  const headers = { "access-control-allow-headers": wanted.join(", "), ...age };
  return { status: 200, headers: { ...corsHeaders(rules, request, method), ...headers } };
}

/** What a response to another origin must carry, or nothing when no rule allows that origin. */
export function corsHeaders(
  rules: readonly CorsRule[],
  request: Pick<AwsRequest, "headers" | "method">,
  method = request.method,
): Record<string, string> {
  const origin = request.headers.origin;
  const rule = origin === undefined ? undefined : matchingRule(rules, origin, method);
  if (origin === undefined || rule === undefined) return {};
  return {
    "access-control-allow-origin": rule.AllowedOrigins.includes("*") ? "*" : origin,
    "access-control-allow-methods": rule.AllowedMethods.join(", "),
    ...(rule.ExposedHeaders === undefined ? {} : { "access-control-expose-headers": rule.ExposedHeaders.join(", ") }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

function matchingRule(rules: readonly CorsRule[], origin: string, method: string): CorsRule | undefined {
  return rules.find(
    (rule) => rule.AllowedMethods.includes(method) && rule.AllowedOrigins.some((pattern) => matches(pattern, origin)),
  );
}

function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
