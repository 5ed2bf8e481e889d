import { contexts, entries } from "@alliance/infra/contexts";
import { expect, test } from "vitest";
import { type Resource, synthesize } from "./synth.ts";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const production = await synthesize("production");
const policies = production.resources("AWS::IAM::Policy");
const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  (Properties.PolicyDocument as { Statement: Statement[] }).Statement;
const actionsOf = (role: RegExp): readonly string[] =>
  policies
    .filter(([id]) => role.test(id))
    .flatMap(([, policy]) => statementsOf(policy).flatMap(({ Action }) => list(Action)))
    .filter((action) => !action.startsWith("logs:"))
    .sort();

test("no function's policy has a wildcard action, or all resources", () => {
  // One a function, what Cognito's trigger may look at, and one for the schedules of each context that has some.
  const scheduling = contexts.filter(({ functions }) => functions.some(({ consumes }) => consumes?.schedules));
  expect(policies).toHaveLength(entries.length + 1 + scheduling.length);
  for (const [id, policy] of policies) {
    for (const { Action, Resource: resource } of statementsOf(policy)) {
      for (const action of list(Action)) expect(action, id).not.toContain("*");
      for (const each of list(resource)) expect(each, id).not.toBe("*");
    }
  }
});

test("a wildcard in a resource is a folder of the bucket, of one context, and nothing else", () => {
  for (const [id, policy] of policies) {
    const wildcards = JSON.stringify(statementsOf(policy)).match(/"[^"]*\*[^"]*"/g) ?? [];
    for (const wildcard of wildcards) {
      const folders = id.startsWith("Finance/")
        ? /^"\/purchase-orders\/\*"$/
        : /^"\/(uploads\/register|register)\/\*"$/;
      expect(wildcard, id).toMatch(folders);
      expect(id).toMatch(/^(Membership|Finance)\//);
    }
  }
});

test("roles hold no managed policies and are assumed by the service alone", () => {
  for (const [id, { Properties }] of production.resources("AWS::IAM::Role")) {
    expect(Properties.ManagedPolicyArns, id).toBeUndefined();
    expect(JSON.stringify(Properties.AssumeRolePolicyDocument), id).toMatch(
      /"Service":"(lambda|scheduler)\.amazonaws\.com"/,
    );
  }
});

const table = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Query",
  "kms:Decrypt",
];
const queue = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];

test.each([
  [/^Home\/web/, table],
  [/^Platform\/SignIn/, ["cognito-idp:AdminGetUser"]],
  [/^Membership\/web/, table],
  [/^Membership\/find/, [...table, "s3:GetObject"]],
  [/^Membership\/join/, [...table, "s3:GetObject"]],
  [/^Membership\/desk/, table],
  [/^Membership\/overview/, table],
  [/^Membership\/console/, [...table, "s3:GetObject"]],
  [/^Membership\/register/, [...table, "s3:GetObject", "s3:PutObject"]],
  [/^Membership\/merges/, table],
  [/^Membership\/worker/, ["cognito-idp:AdminDeleteUser", ...table, ...queue]],
  [/^Membership\/bulk/, ["cognito-idp:AdminDeleteUser", ...table, "s3:GetObject", "s3:PutObject", ...queue]],
  [/^Finance\/web(?!hook)/, table],
  [/^Finance\/api/, table],
  [/^Finance\/pay/, [...table, "secretsmanager:GetSecretValue"]],
  [/^Finance\/pdf/, table],
  [/^Finance\/worker/, [...table, "secretsmanager:GetSecretValue", ...queue]],
  [/^Finance\/webhook/, [...table, "secretsmanager:GetSecretValue"]],
  [/^Notifications\/worker/, [...table, "ses:SendEmail", "ses:SendRawEmail", ...queue]],
  [
    /^Platform\/Relay/,
    [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      "events:PutEvents",
      "kms:Decrypt",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:SendMessage",
    ],
  ],
])("%s may do this and no more", (role, actions) => {
  expect([...new Set(actionsOf(role))]).toEqual([...new Set(actions)].sort());
});

test("nothing needs code of CDK's own in the account: no custom resources", () => {
  for (const name of production.names) {
    const types = Object.values(production.stack(name).toJSON().Resources as Record<string, Resource>).map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /^Custom::|CloudFormation::CustomResource/.test(type))).toEqual([]);
  }
});
