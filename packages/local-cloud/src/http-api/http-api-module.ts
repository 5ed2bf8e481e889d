import { createHash } from "node:crypto";
import type { Cloud, Identity, Module, Resource, ResourceType } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import { physicalName } from "../template/physical-name.ts";
import { HttpApi, type StageProperties } from "./http-api.ts";

type Draft = Pick<Resource, "stack" | "region" | "logicalId">;

function shortId(draft: Draft): string {
  return createHash("sha256")
    .update(physicalName(draft, { maxLength: 255 }))
    .digest("hex")
    .slice(0, 10);
}

function part(type: string, properties: readonly string[], identify?: (draft: never) => Identity): ResourceType {
  const byId = (draft: Draft) => ({
    ref: shortId(draft),
    arn: `arn:aws:apigateway:${draft.region}::/${shortId(draft)}`,
  });
  return { type: `AWS::ApiGatewayV2::${type}`, properties, identify: (identify ?? byId) as ResourceType["identify"] };
}

const apiType: ResourceType = {
  type: "AWS::ApiGatewayV2::Api",
  properties: ["Name", "Description", "ProtocolType", "DisableExecuteApiEndpoint", "Tags", "IpAddressType"],
  identify(draft) {
    const id = shortId(draft);
    const host = `${id}.execute-api.${draft.region}.amazonaws.com`;
    return {
      ref: id,
      arn: `arn:aws:apigateway:${draft.region}::/apis/${id}`,
      attributes: { ApiId: id, ApiEndpoint: `https://${host}` },
    };
  },
  provision(resource) {
    if (resource.properties.ProtocolType !== "HTTP") {
      throw new Refusal(`${resource.stack}.${resource.logicalId}: only HTTP APIs are supported`);
    }
  },
};

const domainType = part(
  "DomainName",
  ["DomainName", "DomainNameConfigurations", "Tags", "RoutingMode"],
  (draft: Resource<{ DomainName: string }>) => {
    const name = draft.properties.DomainName;
    const regional = `d-${shortId(draft)}.execute-api.${draft.region}.amazonaws.com`;
    return {
      ref: name,
      arn: `arn:aws:apigateway:${draft.region}::/domainnames/${name}`,
      attributes: { RegionalDomainName: regional, RegionalHostedZoneId: "ZLOCAL" },
    };
  },
);

const stageType = part(
  "Stage",
  [
    "ApiId",
    "StageName",
    "AutoDeploy",
    "AccessLogSettings",
    "DefaultRouteSettings",
    "Description",
    "RouteSettings",
    "Tags",
  ],
  (draft: Resource<StageProperties>) => ({
    ref: draft.properties.StageName,
    arn: `arn:aws:apigateway:${draft.region}::/apis/${draft.properties.ApiId}/stages/${draft.properties.StageName}`,
  }),
);

export const httpApiModule: Module = {
  name: "http-api",
  types: [
    apiType,
    part("Route", ["ApiId", "RouteKey", "Target", "AuthorizationType"]),
    part("Integration", [
      "ApiId",
      "IntegrationType",
      "IntegrationUri",
      "IntegrationMethod",
      "PayloadFormatVersion",
      "Description",
      "TimeoutInMillis",
    ]),
    stageType,
    domainType,
    part("ApiMapping", ["ApiId", "DomainName", "Stage", "ApiMappingKey"]),
  ] as unknown as Module["types"],
};

/** The HTTP APIs by host name: their own endpoint unless it is disabled, and each custom domain mapped to them. */
export function httpApisByHost(cloud: Cloud): ReadonlyMap<string, HttpApi> {
  const hosts = new Map<string, HttpApi>();
  for (const api of cloud.resourcesOfType<Record<string, unknown>>("AWS::ApiGatewayV2::Api")) {
    const stages = cloud
      .resourcesOfType<StageProperties>("AWS::ApiGatewayV2::Stage")
      .filter(({ properties }) => properties.ApiId === api.ref);
    const [stage] = stages;
    if (stage === undefined || stages.length > 1 || stage.properties.StageName !== "$default") {
      throw new Refusal(`${api.stack}.${api.logicalId}: an HTTP API needs exactly one stage, named $default, here`);
    }
    const running = new HttpApi(cloud, api, stage);
    if (api.properties.DisableExecuteApiEndpoint !== true) {
      hosts.set(`${api.ref}.execute-api.${api.region}.amazonaws.com`, running);
    }
    for (const { properties } of cloud.resourcesOfType<Record<string, string>>("AWS::ApiGatewayV2::ApiMapping")) {
      if (properties.ApiMappingKey !== undefined && properties.ApiMappingKey !== "(none)") {
        throw new Refusal(
          `${api.stack}.${api.logicalId}: the API mapping key ${properties.ApiMappingKey} is not supported`,
        );
      }
      if (properties.ApiId === api.ref && properties.DomainName !== undefined) {
        hosts.set(properties.DomainName, running);
      }
    }
  }
  return hosts;
}
