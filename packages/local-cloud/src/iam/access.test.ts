import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { Access } from "./access.ts";
import { iamModule } from "./iam-module.ts";

const lambdaTrust = {
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
};
const table = "arn:aws:dynamodb:eu-west-2:111111111111:table/Orders";

let cloud: TestingCloud;
beforeEach(() => {
  cloud = createTestingCloud();
  cloud.add(iamModule);
});
afterEach(() => cloud.stop());

async function role(statements: readonly object[], more: Record<string, unknown> = {}) {
  const resource = await cloud.provision("AWS::IAM::Role", "Role", { AssumeRolePolicyDocument: lambdaTrust, ...more });
  await cloud.provision("AWS::IAM::Policy", "Policy", {
    PolicyName: "P",
    PolicyDocument: { Statement: statements },
    Roles: [resource.ref],
  });
  const access = new Access(cloud);
  const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:web";
  return {
    access,
    roleArn: resource.arn,
    may: (action: string, resourceArn: string, conditions?: Record<string, string | string[]>) => () =>
      access.authorise({ roleArn: resource.arn, functionArn }, [
        { action, resourceArn, ...(conditions === undefined ? {} : { conditions }) },
      ]),
  };
}

describe("a role", () => {
  test("may do what a statement allows and nothing else; the denial names principal, action and resource", async () => {
    const { may } = await role([{ Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:Put*"], Resource: table }]);
    expect(may("dynamodb:GetItem", table)).not.toThrow();
    expect(may("dynamodb:PutItem", table)).not.toThrow();
    expect(may("dynamodb:DeleteItem", table)).toThrow(
      `User: arn:aws:sts::111111111111:assumed-role/Test-Role/web is not authorized to perform: dynamodb:DeleteItem on resource: ${table}`,
    );
    expect(may("dynamodb:GetItem", `${table}/index/gsi1`)).toThrow("not authorized");
  });

  test("is denied by an explicit deny, whatever else allows it", async () => {
    const { may } = await role([
      { Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::pictures/private/*" },
    ]);
    expect(may("s3:GetObject", "arn:aws:s3:::pictures/public/1")).not.toThrow();
    expect(may("s3:GetObject", "arn:aws:s3:::pictures/private/1")).toThrow("with an explicit deny");
  });

  test("understands NotAction and NotResource", async () => {
    const { may } = await role([
      { Effect: "Allow", NotAction: "sqs:DeleteQueue", NotResource: "arn:aws:sqs:eu-west-2:1:b" },
    ]);
    expect(may("sqs:SendMessage", "arn:aws:sqs:eu-west-2:1:a")).not.toThrow();
    expect(may("sqs:DeleteQueue", "arn:aws:sqs:eu-west-2:1:a")).toThrow("not authorized");
    expect(may("sqs:SendMessage", "arn:aws:sqs:eu-west-2:1:b")).toThrow("not authorized");
  });

  test.each([
    ["StringEquals", "home", "home", "other"],
    ["StringLike", "order#*", "order#7", "person#7"],
    ["StringNotEquals", "home", "other", "home"],
    ["ArnLike", "arn:aws:sqs:*:1:a", "arn:aws:sqs:eu-west-2:1:a", "arn:aws:sqs:eu-west-2:2:a"],
    ["NumericLessThan", "10", "9", "10"],
    ["Bool", "true", "true", "false"],
  ])("with the condition %s %s may for %s and not for %s", async (operator, wanted, good, bad) => {
    const { may } = await role([
      { Effect: "Allow", Action: "a:B", Resource: "*", Condition: { [operator]: { "a:Key": wanted } } },
    ]);
    expect(may("a:B", "arn:x", { "a:Key": good })).not.toThrow();
    expect(may("a:B", "arn:x", { "a:Key": bad })).toThrow("not authorized");
  });

  test("with ForAllValues needs every value to match, as with dynamodb:LeadingKeys", async () => {
    const { may } = await role([
      {
        Effect: "Allow",
        Action: "dynamodb:GetItem",
        Resource: table,
        Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["order#*"] } },
      },
    ]);
    expect(may("dynamodb:GetItem", table, { "dynamodb:LeadingKeys": ["order#1", "order#2"] })).not.toThrow();
    expect(may("dynamodb:GetItem", table, { "dynamodb:LeadingKeys": ["order#1", "person#2"] })).toThrow();
  });

  test("has the policies inside it and the known AWS managed ones", async () => {
    const inline = {
      PolicyName: "I",
      PolicyDocument: { Statement: { Effect: "Allow", Action: "a:B", Resource: "arn:x" } },
    };
    const { may } = await role([], {
      Policies: [inline],
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
    });
    expect(may("a:B", "arn:x")).not.toThrow();
    expect(may("logs:PutLogEvents", "arn:aws:logs:eu-west-2:1:log-group:x")).not.toThrow();
  });

  test("lists its grants that no call needed", async () => {
    const { access, may, roleArn } = await role([
      { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: [table, `${table}/index/*`] },
    ]);
    may("dynamodb:GetItem", table)();
    expect(access.unusedGrants()).toEqual([
      { roleArn, action: "dynamodb:GetItem", resource: `${table}/index/*` },
      { roleArn, action: "dynamodb:PutItem", resource: table },
      { roleArn, action: "dynamodb:PutItem", resource: `${table}/index/*` },
    ]);
  });

  test("must exist and trust the service that uses it", async () => {
    const { access, roleArn } = await role([]);
    expect(() => access.requireTrust(roleArn, "lambda.amazonaws.com", "X")).not.toThrow();
    expect(() => access.requireTrust(roleArn, "scheduler.amazonaws.com", "X")).toThrow("does not trust");
    expect(() => access.requireTrust("arn:other", "lambda.amazonaws.com", "X")).toThrow("not in the synthesized app");
  });
});

describe("a policy that the evaluator does not know is refused by name", () => {
  test.each([
    [{ Condition: { DateGreaterThan: { "aws:CurrentTime": "2026" } } }, "condition operator DateGreaterThan"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own syntax
    [{ Resource: "arn:aws:s3:::x/${aws:username}" }, "policy variables in IAM resources"],
    [{ NotPrincipal: "*" }, "NotPrincipal in an IAM statement"],
    [{ Effect: "Maybe" }, "has the effect Maybe"],
  ])("%j", async (more, message) => {
    await expect(role([{ Effect: "Allow", Action: "a:B", Resource: "*", ...more }])).rejects.toThrow(message);
  });

  test("a managed policy", async () => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await expect(role([], { ManagedPolicyArns: [arn] })).rejects.toThrow(`the managed policy ${arn} is not supported`);
  });
});
