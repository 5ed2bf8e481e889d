import type { ApiResponse } from "../http-api/proxy-result.ts";
import { Refusal } from "../refusal.ts";

export interface ResponseHeadersConfig {
  readonly [part: string]: unknown;
}

interface HeaderRule {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

export interface ResponseHeaders {
  readonly set: readonly HeaderRule[];
  readonly remove: readonly string[];
}

type Part = Readonly<Record<string, unknown>>;

/** The security headers by the name of their part in the policy. */
const SECURITY: Readonly<Record<string, { name: string; value: (part: Part) => string }>> = {
  ContentTypeOptions: { name: "x-content-type-options", value: () => "nosniff" },
  FrameOptions: { name: "x-frame-options", value: (part) => String(part.FrameOption) },
  ReferrerPolicy: { name: "referrer-policy", value: (part) => String(part.ReferrerPolicy) },
  ContentSecurityPolicy: { name: "content-security-policy", value: (part) => String(part.ContentSecurityPolicy) },
  StrictTransportSecurity: {
    name: "strict-transport-security",
    value: (part) =>
      `max-age=${String(part.AccessControlMaxAgeSec)}${part.IncludeSubdomains === true ? "; includeSubDomains" : ""}${part.Preload === true ? "; preload" : ""}`,
  },
};

/** Reads a response headers policy; a part that is not known is refused by name. */
export function readResponseHeaders(config: ResponseHeadersConfig, where: string): ResponseHeaders {
  const set: HeaderRule[] = [];
  const remove: string[] = [];
  for (const [part, value] of Object.entries(config)) {
    if (part === "SecurityHeadersConfig") {
      set.push(...securityRules(value as Readonly<Record<string, Part>>, where));
    } else if (part === "CustomHeadersConfig") {
      const { Items = [] } = value as { Items?: { Header: string; Value: string; Override: boolean }[] };
      set.push(
        ...Items.map((item) => ({ name: item.Header.toLowerCase(), value: item.Value, override: item.Override })),
      );
    } else if (part === "RemoveHeadersConfig") {
      const { Items = [] } = value as { Items?: { Header: string }[] };
      remove.push(...Items.map((item) => item.Header.toLowerCase()));
    } else if (part !== "Name" && part !== "Comment") {
      throw new Refusal(`${where}: ${part} of a response headers policy is not supported`);
    }
  }
  return { set, remove };
}

function securityRules(parts: Readonly<Record<string, Part>>, where: string): HeaderRule[] {
  return Object.entries(parts).map(([name, part]) => {
    const header = SECURITY[name];
    if (header === undefined) {
      throw new Refusal(`${where}: ${name} of a response headers policy is not supported`);
    }
    return { name: header.name, value: header.value(part), override: part.Override === true };
  });
}

export function applyResponseHeaders(response: ApiResponse, rules: ResponseHeaders | undefined): ApiResponse {
  if (rules === undefined) {
    return response;
  }
  const headers = { ...response.headers };
  for (const name of rules.remove) {
    delete headers[name];
  }
  for (const { name, value, override } of rules.set) {
    if (override || headers[name] === undefined) {
      headers[name] = value;
    }
  }
  return { ...response, headers };
}
