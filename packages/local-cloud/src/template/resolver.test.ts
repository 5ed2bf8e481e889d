import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StackTemplate, Template } from "../assembly.ts";
import type { ResourceType } from "../contract.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { refuseUnsupported } from "./check-support.ts";
import { refuseUnknownParameters } from "./parameters.ts";
import { resolveResources } from "./resolver.ts";

let cloud: TestingCloud;
beforeEach(() => {
  cloud = createTestingCloud();
});
afterEach(() => cloud.stop());

const thing: ResourceType = {
  type: "Test::Thing",
  properties: ["Name", "Of"],
  identify: ({ properties, logicalId }) => {
    const name = String(properties.Name ?? logicalId);
    return { ref: name, arn: `arn:thing:${name}`, attributes: { Colour: "green" } };
  },
};
const types = new Map([[thing.type, thing]]);
const skippedTypes = new Set(["Test::Alarm"]);

function stack(name: string, template: Partial<Template>): StackTemplate {
  const empty = { Parameters: {}, Mappings: {}, Conditions: {}, Resources: {}, Outputs: {} };
  return { name, region: "eu-west-2", account: "111111111111", template: { ...empty, ...template } };
}

function resolve(stacks: readonly StackTemplate[], parameters: Record<string, string> = {}) {
  return resolveResources({ stacks, types, skippedTypes, parameters, cloud });
}

const of = (Of: unknown) => ({ Type: "Test::Thing", Properties: { Of } });

describe("the resources of an app", () => {
  test("come after what they refer to, also in another stack", () => {
    const first = stack("First", { Resources: { A: of({ "Fn::ImportValue": "b-arn" }) } });
    const second = stack("Second", {
      Resources: { B: { Type: "Test::Thing", DependsOn: ["C"] }, C: { Type: "Test::Thing" } },
      Outputs: { Out: { Value: { "Fn::GetAtt": ["B", "Arn"] }, Export: { Name: "b-arn" } } },
    });
    const resources = resolve([first, second]);
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(["C", "B", "A"]);
    expect(resources[2]?.properties).toEqual({ Of: "arn:thing:B" });
  });

  test("see parameters: the given value before the default", () => {
    const one = stack("One", {
      Parameters: { Origin: { Type: "String", Default: "https://example.org" }, Size: { Type: "Number", Default: 3 } },
      Resources: { A: of([{ Ref: "Origin" }, { Ref: "Size" }]) },
    });
    expect(resolve([one])[0]?.properties).toEqual({ Of: ["https://example.org", 3] });
    expect(resolve([one], { Origin: "http://localhost" })[0]?.properties).toEqual({ Of: ["http://localhost", 3] });
  });

  test("know pseudo parameters, attributes, mappings and conditions", () => {
    const one = stack("One", {
      Mappings: { Sizes: { "eu-west-2": { wide: 8 } } },
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      Resources: {
        A: of([
          { Ref: "AWS::Region" },
          { "Fn::GetAtt": ["B", "Colour"] },
          { "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "wide"] },
        ]),
        B: { Type: "Test::Thing" },
        C: { Type: "Test::Thing", Condition: "Never" },
      },
    });
    const resources = resolve([one]);
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(["B", "A"]);
    expect(resources[1]?.properties).toEqual({ Of: ["eu-west-2", "green", 8] });
  });

  test("may refer to what is left out on purpose", () => {
    const one = stack("One", {
      Resources: { A: of({ "Fn::GetAtt": ["Alarm", "Arn"] }), Alarm: { Type: "Test::Alarm" } },
    });
    const [only, ...others] = resolve([one]);
    expect(only?.properties.Of).toContain("Alarm");
    expect(others).toEqual([]);
  });

  test.each([
    ["a circle", { A: of({ Ref: "B" }), B: of({ Ref: "A" }) }, "One.A → One.B → One.A"],
    ["an unknown reference", { A: of({ Ref: "Nobody" }) }, "no resource or parameter named Nobody"],
    [
      "an unknown attribute",
      { A: of({ "Fn::GetAtt": ["B", "Size"] }), B: of(1) },
      "B.Size of Test::Thing is not supported",
    ],
    ["an unknown export", { A: of({ "Fn::ImportValue": "nothing" }) }, "no export named nothing"],
    [
      "an unknown pseudo parameter",
      { A: of({ Ref: "AWS::NotificationARNs" }) },
      "AWS::NotificationARNs is not supported",
    ],
  ])("with %s are refused by name", (_, Resources, message) => {
    expect(() => resolve([stack("One", { Resources })])).toThrow(message);
  });
});

describe("what the template asks for", () => {
  test("is refused by name when unknown: all types and properties at once", () => {
    const one = stack("One", {
      Resources: {
        A: { Type: "Test::Thing", Properties: { Name: "x", Colour: "red" } },
        B: { Type: "AWS::EC2::Instance" },
        C: { Type: "Test::Alarm", Properties: { Anything: 1 } },
      },
    });
    expect(() => refuseUnsupported([one], types, skippedTypes)).toThrow(
      "does not support:\n  One.A: property Colour of Test::Thing\n  One.B: resource type AWS::EC2::Instance",
    );
  });

  test.each([
    [{ Origin: { Type: "String" } }, {}, "parameter Origin has no default"],
    [{ Stage: { Type: "String", AllowedValues: ["dev"] } }, { Stage: "live" }, "must be one of dev"],
    [{ Url: { Type: "String", AllowedPattern: "https?://.+" } }, { Url: "ftp" }, "must match https?://.+"],
    [{ Zone: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/zone" } }, {}, "is not supported"],
  ])("parameters %j given %j are refused by name", (Parameters, given, message) => {
    expect(() => resolve([stack("One", { Parameters, Resources: { A: of(1) } })], given)).toThrow(message);
  });

  test("does not include a given parameter that nobody declares", () => {
    expect(() => refuseUnknownParameters([stack("One", {})], { Typo: "1" })).toThrow(
      "parameter Typo is declared by no stack",
    );
  });
});
