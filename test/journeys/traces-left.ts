import { readFileSync } from "node:fs";
import { join } from "node:path";
import { personas } from "@alliance/dev/personas";
import type { RunningPlatform } from "@alliance/dev/start-platform";
import { expect } from "vitest";

/** Fails where events or logs hold a name or an address, a function told an error, or a dead letter lies. */
export async function expectCleanTraces({ cloud, origin }: RunningPlatform, dataFolder: string): Promise<void> {
  await cloud.idle();
  const names = personas.flatMap(({ givenName, familyName }) => [givenName, familyName]);
  const personal = new RegExp(String.raw`\b(?:${names.join("|")})\b|[\w.+-]+@[\w-]+\.[a-z]{2,}`, "i");
  for (const { givenName, email } of personas) for (const each of [givenName, email]) expect(each).toMatch(personal);
  const logs = [...new Set([...cloud.resources.values()].filter(({ type }) => type === "AWS::Lambda::Function"))];
  for (const { ref } of logs) {
    const log = readFileSync(join(dataFolder, "cloud/logs", `${ref}.log`), "utf8");
    expect(personal.exec(log)?.[0], ref).toBeUndefined();
    expect(log, ref).not.toMatch(/"level":"ERROR"/);
    expect(log, ref).not.toMatch(/quotes\/[\w-]{43}/);
  }
  const queues = await (await fetch(`${origin}/_local/queues.json`)).text();
  expect(queues).not.toMatch(personal);
  const { queues: list } = JSON.parse(queues) as { queues: { visible: number; isDeadLetterQueueOf: string[] }[] };
  expect(list.filter(({ isDeadLetterQueueOf, visible }) => isDeadLetterQueueOf.length > 0 && visible > 0)).toEqual([]);
}
