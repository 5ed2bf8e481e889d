import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bill, costPage, fixedParts } from "@alliance/infra/cost";
import { lists, prices } from "@alliance/infra/prices";
import { expect, test } from "vitest";
import { synthesize } from "./synth.ts";

const production = await synthesize("production");

test("docs/cost.md is what infra/cost.ts makes", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/cost.md"), "utf8")).toBe(costPage());
});

test("every price is in one line of the bill and no more", () => {
  expect(lists.flatMap(({ of }) => of).sort()).toEqual(Object.keys(prices).sort());
});

test("a larger alliance pays more, and each line is a sum of money", () => {
  for (const { what, usdByMonth } of bill()) {
    expect(usdByMonth, what).toEqual([...usdByMonth].sort((a, b) => a - b));
    for (const usd of usdByMonth) expect(Number.isFinite(usd) && usd >= 0, what).toBe(true);
  }
});

test("what is counted by the piece is what the templates hold", () => {
  const secrets = production.resources("AWS::SecretsManager::Secret");
  const replicas = secrets.flatMap(([, { Properties }]) => (Properties.ReplicaRegions as unknown[]) ?? []);
  const [firewall] = production.resources("AWS::WAFv2::WebACL");
  expect({
    alarms: production.resources("AWS::CloudWatch::Alarm").length,
    kmsKeys: production.resources("AWS::KMS::Key").length,
    secrets: secrets.length + replicas.length,
    firewallRules: (firewall?.[1].Properties.Rules as unknown[] | undefined)?.length,
  }).toEqual(fixedParts);
});
