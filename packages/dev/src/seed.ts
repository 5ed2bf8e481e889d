import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importGias } from "./import-gias.ts";
import type { Options } from "./options.ts";
import type { RunningPlatform } from "./start-platform.ts";
import { root } from "./synthesize.ts";

const demo = join(root, "packages/dev/demo");

interface Joining {
  readonly persona: string;
  readonly urn: string;
  readonly role: string;
  readonly purchaseOrderNumber: string;
}

/** The lead's school is a member; the newcomer's is not yet. */
const demoMembers: readonly Joining[] = [
  { persona: "lead", urn: "900001", role: "senior-leader", purchaseOrderNumber: "HVP-2026-0417" },
];

/** Fills an empty platform through its own API, as people would; what was seeded once stays as people left it. */
export async function seed(
  platform: RunningPlatform,
  kind: Options["seed"],
  dataFolder: string,
  tell: (line: string) => void,
): Promise<void> {
  const marker = join(dataFolder, "seeded.json");
  if (kind === "none" || existsSync(marker)) return;
  tell(`Filling it with ${kind} data through its own API …`);
  const files = { establishments: join(demo, "establishments.csv"), links: join(demo, "links.csv") };
  await importGias({ origin: platform.origin, ...files, log: tell });
  for (const joining of demoMembers) await joinFor(platform, joining);
  await platform.cloud.idle();
  await writeFile(marker, JSON.stringify({ kind }));
}

async function joinFor(platform: RunningPlatform, joining: Joining): Promise<void> {
  const { persona, urn, role, purchaseOrderNumber } = joining;
  const token = await (await fetch(`${platform.origin}/_local/token?persona=${persona}`)).text();
  const reply = await fetch(`${platform.origin}/api/membership/applications`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token.trim()}`,
      "content-type": "application/json",
      "idempotency-key": `seed-${persona}-${urn}`,
    },
    body: JSON.stringify({ urn, role, payment: { method: "invoice", purchaseOrderNumber } }),
  });
  if (!reply.ok) throw new Error(`the demo school ${urn} could not join: ${reply.status} ${await reply.text()}`);
}
