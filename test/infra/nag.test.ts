import { acknowledgements } from "@alliance/infra/nag";
import { describe, expect, test } from "vitest";
import { synthesize } from "./synth.ts";

describe.each(["dev", "production"] as const)("cdk-nag over %s", async (stage) => {
  const { findings } = await synthesize(stage);

  test("finds nothing that is not acknowledged, warnings included", () => {
    expect(findings.map(({ pluginName }) => pluginName)).toEqual(["AwsSolutions", "Serverless"]);
    for (const { violations } of findings) expect(violations).toEqual([]);
  });

  test("needs every acknowledgement there is", () => {
    const needed = findings.flatMap(({ suppressedViolations }) =>
      suppressedViolations.map((each) => each.acknowledgedId),
    );
    expect([...new Set(needed)].sort()).toEqual(acknowledgements.map(({ id }) => id).sort());
  });
});

test("every acknowledgement gives a reason in a sentence", () => {
  for (const { id, reason } of acknowledgements) expect(reason, id).toMatch(/^[A-Z].{30,}\.$/);
});
