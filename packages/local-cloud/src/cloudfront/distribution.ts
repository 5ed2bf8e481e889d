import type { Cloud, Resource } from "../contract.ts";
import type { HttpApi } from "../http-api/http-api.ts";
import type { ApiRequest } from "../http-api/proxy-event.ts";
import type { ApiResponse } from "../http-api/proxy-result.ts";
import { wildcardMatches } from "../iam/wildcard.ts";
import { Refusal } from "../refusal.ts";
import { type Forwarding, forward, forwardingOf } from "./forwarding.ts";
import {
  applyResponseHeaders,
  type ResponseHeaders,
  type ResponseHeadersConfig,
  readResponseHeaders,
} from "./response-headers.ts";

interface BehaviourConfig {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly CachePolicyId?: string;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: string;
}

interface OriginConfig {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginPath?: string;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
}

export interface DistributionConfig {
  readonly DefaultCacheBehavior: BehaviourConfig;
  readonly CacheBehaviors?: readonly BehaviourConfig[];
  readonly Origins: readonly OriginConfig[];
  readonly DefaultRootObject?: string;
}

const KNOWN = {
  config: [
    ...["Aliases", "CacheBehaviors", "Comment", "DefaultCacheBehavior", "DefaultRootObject", "Enabled", "HttpVersion"],
    ...["IPV6Enabled", "Logging", "Origins", "PriceClass", "Restrictions", "ViewerCertificate", "WebACLId"],
  ],
  behaviour: [
    ...["AllowedMethods", "CachedMethods", "CachePolicyId", "Compress", "OriginRequestPolicyId", "PathPattern"],
    ...["ResponseHeadersPolicyId", "TargetOriginId", "ViewerProtocolPolicy"],
  ],
  origin: [
    ...["ConnectionAttempts", "ConnectionTimeout", "CustomOriginConfig", "DomainName", "Id", "OriginCustomHeaders"],
    ...["OriginPath", "OriginShield"],
  ],
};

interface Behaviour {
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly origin: OriginConfig;
  readonly api: HttpApi;
  readonly policies: readonly Forwarding[];
  readonly responseHeaders: ResponseHeaders | undefined;
}

/** The distribution's behaviours in front of the HTTP APIs. Nothing is cached here: each request reaches its origin. */
export class Distribution {
  readonly #cloud: Cloud;
  readonly #behaviours: readonly Behaviour[];
  readonly #rootObject: string;

  constructor(
    cloud: Cloud,
    resource: Resource<{ DistributionConfig: DistributionConfig }>,
    apis: ReadonlyMap<string, HttpApi>,
  ) {
    this.#cloud = cloud;
    const config = resource.properties.DistributionConfig;
    const where = `${resource.stack}.${resource.logicalId}`;
    refuseUnknown(config, KNOWN.config, where);
    this.#rootObject = config.DefaultRootObject ?? "";
    this.#behaviours = [...(config.CacheBehaviors ?? []), { ...config.DefaultCacheBehavior, PathPattern: "*" }].map(
      (behaviour) => this.#read(behaviour, config.Origins, apis, where),
    );
  }

  async handle(request: ApiRequest): Promise<ApiResponse> {
    const path = request.path === "/" && this.#rootObject !== "" ? `/${this.#rootObject}` : request.path;
    const behaviour = this.#behaviours.find(({ pattern }) => pathMatches(pattern, path));
    if (behaviour === undefined || !behaviour.methods.includes(request.method)) {
      const body = Buffer.from("403: this distribution does not allow the request's method");
      return { status: 403, headers: { "content-type": "text/plain" }, body };
    }
    const { origin, api, policies, responseHeaders } = behaviour;
    const parts = forward(policies, request.headers, request.rawQueryString);
    for (const { HeaderName, HeaderValue } of origin.OriginCustomHeaders ?? []) {
      parts.headers[HeaderName.toLowerCase()] = this.#cloud.resolveDynamic(HeaderValue);
    }
    const response = await api.handle({
      ...request,
      ...parts,
      headers: {
        "user-agent": "Amazon CloudFront",
        ...parts.headers,
        host: origin.DomainName,
        via: "2.0 local.cloudfront.net (CloudFront)",
        "x-forwarded-for": request.sourceIp,
        "x-forwarded-proto": "https",
        "x-forwarded-port": "443",
      },
      path: `${origin.OriginPath ?? ""}${path}`,
      domainName: origin.DomainName,
    });
    return applyResponseHeaders(response, responseHeaders);
  }

  #read(
    behaviour: BehaviourConfig,
    origins: readonly OriginConfig[],
    apis: ReadonlyMap<string, HttpApi>,
    where: string,
  ): Behaviour {
    refuseUnknown(behaviour, KNOWN.behaviour, where);
    const origin = origins.find(({ Id }) => Id === behaviour.TargetOriginId);
    if (origin === undefined) {
      throw new Refusal(`${where}: there is no origin ${behaviour.TargetOriginId}`);
    }
    refuseUnknown(origin, KNOWN.origin, where);
    const api = apis.get(origin.DomainName);
    if (api === undefined) {
      throw new Refusal(`${where}: the origin ${origin.DomainName} is not an HTTP API of this app`);
    }
    const { CachePolicyId, OriginRequestPolicyId, ResponseHeadersPolicyId } = behaviour;
    return {
      pattern: behaviour.PathPattern ?? "*",
      methods: behaviour.AllowedMethods ?? ["GET", "HEAD"],
      origin,
      api,
      policies: forwardingOf(this.#cloud, [CachePolicyId, OriginRequestPolicyId], where),
      responseHeaders: this.#responseHeaders(ResponseHeadersPolicyId, where),
    };
  }

  #responseHeaders(id: string | undefined, where: string): ResponseHeaders | undefined {
    if (id === undefined) {
      return undefined;
    }
    const found = this.#cloud
      .resourcesOfType<{ ResponseHeadersPolicyConfig: ResponseHeadersConfig }>("AWS::CloudFront::ResponseHeadersPolicy")
      .find((resource) => resource.ref === id);
    if (found === undefined) {
      throw new Refusal(`${where}: the response headers policy ${id} is not supported`);
    }
    return readResponseHeaders(found.properties.ResponseHeadersPolicyConfig, `${found.stack}.${found.logicalId}`);
  }
}

function pathMatches(pattern: string, path: string): boolean {
  return pattern === "*" || wildcardMatches(pattern.startsWith("/") ? pattern : `/${pattern}`, path);
}

function refuseUnknown(value: object, known: readonly string[], where: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new Refusal(`${where}: ${unknown} of a CloudFront distribution is not supported`);
  }
}
