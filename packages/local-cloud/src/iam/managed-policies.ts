import { Refusal } from "../refusal.ts";
import type { Statement } from "./policy-document.ts";

/** The AWS managed policies that are known here. None of them reaches an API that the local cloud emulates. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "service-role/AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  AWSXRayDaemonWriteAccess: [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ],
};

export function managedPolicy(arn: string, where: string): Statement {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const actions = ACTIONS[name ?? ""];
  if (actions === undefined) {
    throw new Refusal(`${where}: the managed policy ${arn} is not supported`);
  }
  return {
    effect: "Allow",
    actions,
    notActions: false,
    resources: ["*"],
    notResources: false,
    principals: [],
    conditions: {},
  };
}
