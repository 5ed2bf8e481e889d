import { createHash } from "node:crypto";
import type { Cloud, Module, Resource, ResourceType } from "../contract.ts";
import { physicalName } from "../template/physical-name.ts";

function byId(kind: string, draft: Pick<Resource, "stack" | "region" | "logicalId">, cloud: Cloud) {
  const name = physicalName(draft, { maxLength: 255 });
  const id = `E${createHash("sha256").update(name).digest("hex").slice(0, 13).toUpperCase()}`;
  return { id, arn: `arn:aws:cloudfront::${cloud.accountId}:${kind}/${id}` };
}

function policyType(type: string, kind: string): ResourceType {
  return {
    type: `AWS::CloudFront::${type}`,
    properties: [`${type}Config`],
    identify(draft, cloud) {
      const { id, arn } = byId(kind, draft, cloud);
      return { ref: id, arn, attributes: { Id: id } };
    },
  };
}

const distributionType: ResourceType = {
  type: "AWS::CloudFront::Distribution",
  properties: ["DistributionConfig", "Tags"],
  identify(draft, cloud) {
    const { id, arn } = byId("distribution", draft, cloud);
    return { ref: id, arn, attributes: { Id: id, DomainName: new URL(cloud.publicOrigin).host } };
  },
};

export const cloudfrontModule: Module = {
  name: "cloudfront",
  types: [
    distributionType,
    policyType("CachePolicy", "cache-policy"),
    policyType("OriginRequestPolicy", "origin-request-policy"),
    policyType("ResponseHeadersPolicy", "response-headers-policy"),
  ] as unknown as Module["types"],
};
