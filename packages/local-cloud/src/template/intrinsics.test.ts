import { describe, expect, test } from "vitest";
import { evaluateCondition, NO_VALUE, resolveValue, type Scope } from "./intrinsics.ts";

const scope: Scope = {
  where: "Shop.Thing",
  region: "eu-west-2",
  ref: (name) => ({ Bucket: "pictures", Many: ["a", "b"], "AWS::NoValue": NO_VALUE })[name] ?? `ref:${name}`,
  getAtt: (logicalId, attribute) => `${logicalId}/${attribute}`,
  importValue: (name) => `imported ${name}`,
  condition: (name) => name === "Yes",
  mapping: (map, key, secondKey) => `${map}.${key}.${secondKey}`,
};

const resolve = (value: unknown) => resolveValue(value, scope);

describe("an intrinsic", () => {
  test.each([
    [{ Ref: "Bucket" }, "pictures"],
    [{ "Fn::GetAtt": ["Queue", "Arn"] }, "Queue/Arn"],
    [{ "Fn::GetAtt": "Queue.Nested.Arn" }, "Queue/Nested.Arn"],
    [{ "Fn::Join": ["-", ["a", { Ref: "Bucket" }, 3]] }, "a-pictures-3"],
    [{ "Fn::Join": [",", { Ref: "Many" }] }, "a,b"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
    [{ "Fn::Sub": "x-${Bucket}-${Queue.Arn}-${!Literal}" }, "x-pictures-Queue/Arn-${Literal}"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
    [{ "Fn::Sub": ["${Name}/${Bucket}", { Name: { Ref: "Bucket" } }] }, "pictures/pictures"],
    [{ "Fn::Select": ["1", { "Fn::Split": ["/", "a/b/c"] }] }, "b"],
    [{ "Fn::ImportValue": { "Fn::Join": ["", ["x", "y"]] } }, "imported xy"],
    [{ "Fn::If": ["Yes", "on", "off"] }, "on"],
    [{ "Fn::If": ["No", "on", { Ref: "Bucket" }] }, "pictures"],
    [{ "Fn::FindInMap": ["Sizes", { Ref: "Bucket" }, "wide"] }, "Sizes.pictures.wide"],
    [{ "Fn::Base64": "hello" }, "aGVsbG8="],
    [{ plain: [{ Ref: "Bucket" }, 1, true, null] }, { plain: ["pictures", 1, true, null] }],
  ])("%j is resolved", (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test("AWS::NoValue leaves its property or entry out", () => {
    const value = {
      kept: 1,
      dropped: { Ref: "AWS::NoValue" },
      list: ["a", { "Fn::If": ["No", "b", { Ref: "AWS::NoValue" }] }],
    };
    expect(resolve(value)).toEqual({ kept: 1, list: ["a"] });
  });

  test("a dynamic reference to a secret stays as it is", () => {
    const reference = "{{resolve:secretsmanager:name:SecretString:::}}";
    expect(resolve({ value: reference })).toEqual({ value: reference });
  });

  test.each([
    [{ "Fn::GetAZs": "" }, "the intrinsic Fn::GetAZs is not supported"],
    [{ "Fn::Transform": {} }, "the intrinsic Fn::Transform is not supported"],
    [{ "Fn::Select": [9, ["a"]] }, "Fn::Select has no entry 9 in a list of 1"],
    [{ "Fn::Join": ["", [{ Ref: "Many" }]] }, "Fn::Join expects text"],
    ["{{resolve:ssm:/a}}", "the dynamic reference {{resolve:ssm:…}} is not supported"],
  ])("%j is refused by name", (value, message) => {
    expect(() => resolve(value)).toThrow(message);
    expect(() => resolve(value)).toThrow("Shop.Thing");
  });
});

describe("a condition", () => {
  test.each([
    [{ "Fn::Equals": ["a", "a"] }, true],
    [{ "Fn::Equals": [{ Ref: "Bucket" }, "other"] }, false],
    [{ "Fn::Not": [{ Condition: "Yes" }] }, false],
    [{ "Fn::And": [{ Condition: "Yes" }, { "Fn::Equals": [1, 1] }] }, true],
    [{ "Fn::Or": [{ Condition: "No" }, { "Fn::Not": [{ Condition: "No" }] }] }, true],
  ])("%j is evaluated", (expression, expected) => {
    expect(evaluateCondition(expression, scope)).toBe(expected);
  });

  test("with an unknown function is refused by name", () => {
    expect(() => evaluateCondition({ "Fn::Contains": [] }, scope)).toThrow("Fn::Contains is not supported");
  });
});
