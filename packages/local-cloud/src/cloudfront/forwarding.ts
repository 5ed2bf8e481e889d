import type { Cloud } from "../contract.ts";
import { Refusal } from "../refusal.ts";

/** Which of one kind of request part (headers, cookies, query strings) an origin gets to see. */
interface Selection {
  readonly mode: "none" | "all" | "only" | "except";
  readonly names: readonly string[];
}

export interface Forwarding {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}

const NONE: Selection = { mode: "none", names: [] };
const ALL: Selection = { mode: "all", names: [] };
const NOTHING: Forwarding = { headers: NONE, cookies: NONE, query: NONE };

/** CloudFront's own policies, by the ids that AWS documents. */
const MANAGED: Readonly<Record<string, Forwarding>> = {
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": NOTHING, // CachingDisabled
  "658327ea-f89d-4fab-a63d-7e88639e58f6": NOTHING, // CachingOptimized
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": NOTHING, // CachingOptimizedForUncompressedObjects
  "216adef6-5c7f-47e4-b989-5492eafa07d3": { headers: ALL, cookies: ALL, query: ALL }, // AllViewer
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": {
    headers: { mode: "except", names: ["host"] },
    cookies: ALL,
    query: ALL,
  }, // AllViewerExceptHostHeader
};

interface PolicyConfig {
  readonly [part: string]: unknown;
}

/** What the cache policy and the origin request policy of a behaviour let through together. */
export function forwardingOf(cloud: Cloud, policyIds: readonly (string | undefined)[], where: string): Forwarding[] {
  return policyIds.flatMap((id) => (id === undefined ? [] : [policy(cloud, id, where)]));
}

function policy(cloud: Cloud, id: string, where: string): Forwarding {
  const managed = MANAGED[id];
  if (managed !== undefined) {
    return managed;
  }
  const request = cloud
    .resourcesOfType<{ OriginRequestPolicyConfig: PolicyConfig }>("AWS::CloudFront::OriginRequestPolicy")
    .find((resource) => resource.ref === id);
  if (request !== undefined) {
    return fromConfig(request.properties.OriginRequestPolicyConfig);
  }
  const cache = cloud
    .resourcesOfType<{ CachePolicyConfig: PolicyConfig }>("AWS::CloudFront::CachePolicy")
    .find((resource) => resource.ref === id);
  if (cache === undefined) {
    throw new Refusal(`${where}: the CloudFront policy ${id} is not supported`);
  }
  return fromConfig(
    (cache.properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin ?? {}) as PolicyConfig,
  );
}

function fromConfig(config: PolicyConfig): Forwarding {
  return {
    headers: selection(config.HeadersConfig, "HeaderBehavior", "Headers"),
    cookies: selection(config.CookiesConfig, "CookieBehavior", "Cookies"),
    query: selection(config.QueryStringsConfig, "QueryStringBehavior", "QueryStrings"),
  };
}

function selection(config: unknown, behaviour: string, list: string): Selection {
  const { [behaviour]: mode = "none", [list]: names = [] } = (config ?? {}) as Record<string, unknown>;
  const known: Record<string, Selection["mode"]> = {
    none: "none",
    all: "all",
    whitelist: "only",
    allViewer: "all",
    allExcept: "except",
  };
  const found = known[String(mode)];
  if (found === undefined) {
    throw new Refusal(`CloudFront ${behaviour} ${String(mode)} is not supported`);
  }
  return { mode: found, names: (names as string[]).map((name) => name.toLowerCase()) };
}

function admits({ mode, names }: Selection, name: string): boolean {
  return mode === "all" || (mode === "only" && names.includes(name)) || (mode === "except" && !names.includes(name));
}

/** What CloudFront tells every origin, whatever the policies say. */
const ALWAYS = new Set([
  "content-type",
  "content-length",
  "content-encoding",
  "if-none-match",
  "if-modified-since",
  "range",
]);
/** Sent for the viewer's connection or by CloudFront itself: never passed on as they came. */
const NEVER = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "proxy-authorization",
]);

export interface ForwardedParts {
  readonly headers: Record<string, string>;
  readonly rawQueryString: string;
}

/** The headers, cookies and query that the origin gets. */
export function forward(
  policies: readonly Forwarding[],
  headers: Readonly<Record<string, string>>,
  rawQueryString: string,
): ForwardedParts {
  const any = (part: keyof Forwarding, name: string) => policies.some((one) => admits(one[part], name.toLowerCase()));
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name !== "cookie" && !NEVER.has(name) && (ALWAYS.has(name) || any("headers", name))) {
      kept[name] = value;
    }
  }
  const cookies = (headers.cookie ?? "")
    .split(/;\s*/)
    .filter((pair) => pair !== "" && any("cookies", pair.split("=")[0] ?? ""));
  if (cookies.length > 0) {
    kept.cookie = cookies.join("; ");
  }
  const query = rawQueryString
    .split("&")
    .filter((pair) => pair !== "" && any("query", decode(pair.split("=")[0] ?? "")));
  return { headers: kept, rawQueryString: query.join("&") };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
