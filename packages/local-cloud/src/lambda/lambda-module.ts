import type { Cloud, DeliverySource, Module, ResourceType } from "../contract.ts";
import { AwsError } from "../contract.ts";
import { arnMatches } from "../iam/wildcard.ts";
import { physicalName } from "../template/physical-name.ts";
import { type FunctionProperties, readFunction } from "./function-resource.ts";
import type { LambdaRuntime } from "./runtime.ts";

const PERMISSION = "AWS::Lambda::Permission";

interface PermissionProperties {
  readonly Action: string;
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

export function lambdaModule(runtime: LambdaRuntime, assets: ReadonlyMap<string, string>): Module {
  const functionType: ResourceType<FunctionProperties> = {
    type: "AWS::Lambda::Function",
    properties: [
      "Architectures",
      "Code",
      "Description",
      "Environment",
      "EphemeralStorage",
      "FunctionName",
      "Handler",
      "KmsKeyArn",
      "LoggingConfig",
      "MemorySize",
      "RecursiveLoop",
      "ReservedConcurrentExecutions",
      "Role",
      "Runtime",
      "Tags",
      "Timeout",
      "TracingConfig",
    ],
    identify(draft, cloud) {
      const name = draft.properties.FunctionName ?? physicalName(draft);
      return { ref: name, arn: `arn:aws:lambda:${draft.region}:${cloud.accountId}:function:${name}` };
    },
    provision: (resource) => runtime.deploy(readFunction(resource, assets)),
  };
  const permissionType: ResourceType<PermissionProperties> = {
    type: PERMISSION,
    properties: ["Action", "FunctionName", "Principal", "SourceArn", "SourceAccount"],
    identify: (draft) => ({ ref: physicalName(draft), arn: `arn:aws:lambda:permission:${physicalName(draft)}` }),
  };
  return { name: "lambda", types: [functionType, permissionType] as unknown as Module["types"] };
}

/** Throws unless a permission of the template lets the service call the function from that source. */
export function authoriseInvoke(cloud: Cloud, functionArn: string, source: DeliverySource): void {
  const allowed = cloud.resourcesOfType<PermissionProperties>(PERMISSION).some((permission) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = permission.properties;
    const isFunction = FunctionName === functionArn || FunctionName === functionArn.split(":").at(-1);
    const isAction = Action === "lambda:InvokeFunction" || Action === "lambda:*";
    return (
      isFunction &&
      isAction &&
      Principal === source.service &&
      (SourceAccount === undefined || SourceAccount === cloud.accountId) &&
      (SourceArn === undefined || arnMatches(SourceArn, source.sourceArn))
    );
  });
  if (!allowed) {
    throw new AwsError(
      "AccessDeniedException",
      `${source.service} from ${source.sourceArn} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} because no AWS::Lambda::Permission allows it`,
      403,
    );
  }
}
