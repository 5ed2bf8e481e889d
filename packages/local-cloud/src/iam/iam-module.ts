import type { Identity, Module, Resource, ResourceType } from "../contract.ts";
import { physicalName } from "../template/physical-name.ts";

type Draft = Pick<Resource, "stack" | "logicalId" | "properties">;

function named(type: string, property: string, kind: string, properties: readonly string[]): ResourceType {
  return {
    type: `AWS::IAM::${type}`,
    properties,
    identify(draft: Draft, cloud): Identity {
      const given = draft.properties[property];
      const name = typeof given === "string" ? given : physicalName(draft);
      const arn = `arn:aws:iam::${cloud.accountId}:${kind}/${name}`;
      return { ref: type === "ManagedPolicy" ? arn : name, arn, attributes: { RoleId: `AROA${name}`, Id: name } };
    },
  };
}

const POLICY = ["PolicyDocument", "PolicyName", "Roles"];

export const iamModule: Module = {
  name: "iam",
  types: [
    named("Role", "RoleName", "role", [
      ...["AssumeRolePolicyDocument", "Description", "ManagedPolicyArns", "MaxSessionDuration", "Path", "Policies"],
      ...["RoleName", "Tags"],
    ]),
    named("Policy", "", "inline-policy", POLICY),
    named("RolePolicy", "", "inline-policy", ["PolicyDocument", "PolicyName", "RoleName"]),
    named("ManagedPolicy", "ManagedPolicyName", "policy", [
      ...["Description", "ManagedPolicyName", "Path", "PolicyDocument", "Roles"],
    ]),
  ] as unknown as Module["types"],
};
