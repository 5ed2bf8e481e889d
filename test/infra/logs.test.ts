import { describe, expect, test } from "vitest";
import { synthesize } from "./synth.ts";

/** What may hold the path of a request, where the secrets of letters' links are, or its query or referrer. */
const tellsWhere = /uri|path|query|referer|referrer|raw|cookie|authorization/i;
/** The pattern of a behaviour, such as "/assets/*", is not the path of a request. */
const harmless = new Set(["cache-behavior-path-pattern"]);

describe.each(["dev", "production"] as const)("no log of %s keeps the path of a request", async (stage) => {
  const { resources } = await synthesize(stage);

  test("CloudFront's has a list of fields, none of them the path, and the kind without a list is off", () => {
    const deliveries = resources("AWS::Logs::Delivery");
    expect(deliveries).toHaveLength(resources("AWS::CloudFront::Distribution").length);
    for (const [name, { Properties }] of deliveries) {
      const fields = Properties.RecordFields as readonly string[];
      expect(fields.length, name).toBeGreaterThan(10);
      expect(
        fields.filter((field) => tellsWhere.test(field) && !harmless.has(field)),
        name,
      ).toEqual([]);
      expect(
        fields.filter((field) => /c-ip|x-forwarded-for|user-agent/i.test(field)),
        name,
      ).toEqual([]);
    }
    for (const [name, { Properties }] of resources("AWS::CloudFront::Distribution")) {
      expect((Properties.DistributionConfig as Record<string, unknown>).Logging, name).toBeUndefined();
    }
    expect(resources("AWS::CloudFront::RealtimeLogConfig")).toEqual([]);
  });

  test("the firewall's leaves out path, query and referrer, and no sample of a request is kept", () => {
    const configurations = resources("AWS::WAFv2::LoggingConfiguration");
    const lists = resources("AWS::WAFv2::WebACL");
    expect(configurations).toHaveLength(lists.length);
    for (const [, { Properties }] of configurations) {
      expect(Properties.RedactedFields).toEqual(
        expect.arrayContaining([
          { UriPath: {} },
          { QueryString: {} },
          ...["cookie", "authorization", "referer"].map((Name) => ({ SingleHeader: { Name } })),
        ]),
      );
    }
    const text = JSON.stringify(lists);
    expect(text).toContain('"SampledRequestsEnabled":false');
    expect(text).not.toContain('"SampledRequestsEnabled":true');
  });

  test("the API's says which route it was, not which address", () => {
    const stages = resources("AWS::ApiGatewayV2::Stage");
    expect(stages.length).toBeGreaterThan(0);
    for (const [name, { Properties }] of stages) {
      const { Format } = Properties.AccessLogSettings as { Format: string };
      const used = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, variable = ""]) => variable);
      expect(used, name).toContain("routeKey");
      expect(used.filter((variable) => tellsWhere.test(variable) || /identity|authorizer/.test(variable))).toEqual([]);
    }
  });

  test("no bucket writes a log of who reads what", () => {
    for (const [name, { Properties }] of resources("AWS::S3::Bucket")) {
      expect(Properties.LoggingConfiguration, name).toBeUndefined();
    }
  });
});
