import { catalogue } from "@alliance/events";
import { subscribedTypes } from "@alliance/infra/app";
import { contexts } from "@alliance/infra/contexts";
import { schedules as membership } from "@alliance/membership/schedules";
import { schedules as training } from "@alliance/training/schedules";
import { describe, expect, test } from "vitest";
import { synthesizeWithCode } from "./synth.ts";

// The one test of templates that bundles the real code and reads the real lists of subscribers.
const production = await synthesizeWithCode("production");
const consuming = contexts.filter(({ functions }) => functions.some(({ consumes }) => consumes));

describe.each(consuming)("$name", (context) => {
  test("takes from the bus what its own subscribers name, and nothing else", async () => {
    const types = [...(await subscribedTypes(context)).values()].flat();
    const patterns = production
      .resources("AWS::Events::Rule")
      .filter(([id]) => id.toLowerCase().startsWith(`${context.name}/`))
      .map(([, { Properties }]) => Properties.EventPattern as Record<string, readonly string[]>)
      .flatMap((pattern) => (pattern.source?.includes("aws.ses") ? [] : (pattern["detail-type"] ?? [])));
    expect(patterns.sort()).toEqual(types.sort());
  });

  test("names only events that somebody publishes", async () => {
    const known = catalogue.map(({ type }) => type);
    for (const type of [...(await subscribedTypes(context)).values()].flat()) expect(known).toContain(type);
  });
});

test.each([
  ["membership", membership],
  ["training", training],
])("what %s does by the clock is scheduled, all of it and nothing else", (name, schedules) => {
  const own = contexts.filter((context) => context.name === name).flatMap(({ functions }) => functions);
  const scheduled = own.flatMap(({ consumes }) => consumes?.schedules ?? []);
  expect(scheduled.map((schedule) => `${name}.${schedule.name}`).sort()).toEqual(Object.keys(schedules).sort());
});

test("with the real code, cdk-nag finds nothing that is not acknowledged", () => {
  for (const { violations } of production.findings) expect(violations).toEqual([]);
});
