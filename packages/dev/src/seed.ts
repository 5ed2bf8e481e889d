import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { importGias } from "./import-gias.ts";
import { type SeededPlatform, seedNational } from "./national-seed.ts";
import { type Options, Unusable } from "./options.ts";
import { seedColleague } from "./seed-colleague.ts";
import { seedLibrary } from "./seed-library.ts";
import { seedTraining } from "./seed-training.ts";
import { root } from "./synthesize.ts";

const demo = join(root, "packages/dev/demo");

interface Joining {
  readonly persona: string;
  /** Whom the lead lets in afterwards. */
  readonly colleague: string;
  readonly urn: string;
  readonly role: string;
  readonly purchaseOrderNumber: string;
}

/** The lead's school is a member; the newcomer's is not yet. */
const demoMembers: readonly Joining[] = [
  {
    persona: "lead",
    colleague: "colleague",
    urn: "900001",
    role: "senior-leader",
    purchaseOrderNumber: "HVP-2026-0417",
  },
];

/** What each kind holds already: the national data includes the demo's. */
const Seeded = z.object({ kind: z.enum(["demo", "national"]) });

async function seededBefore(marker: string): Promise<"demo" | "national" | undefined> {
  if (!existsSync(marker)) return undefined;
  try {
    return Seeded.parse(JSON.parse(await readFile(marker, "utf8"))).kind;
  } catch {
    throw new Unusable(`${marker} is broken: start with --fresh to begin anew`);
  }
}

/**
 * Fills an empty platform through its own API, as people would; what was seeded once stays as people left it. Returns the
 * demo's member school where it was seeded just now.
 */
export async function seed(
  platform: SeededPlatform,
  kind: Options["seed"],
  dataFolder: string,
  tell: (line: string) => void,
): Promise<string | undefined> {
  const marker = join(dataFolder, "seeded.json");
  const before = await seededBefore(marker);
  if (kind === "none" || before === kind || before === "national") return undefined;
  tell(`Filling it with ${kind} data through its own API …`);
  const school = before === undefined ? await seedDemo(platform, tell) : undefined;
  await writeFile(marker, JSON.stringify({ kind: "demo" }));
  if (kind === "demo") return school;
  await seedNational(platform, { folder: join(dataFolder, "seed"), tell });
  await writeFile(marker, JSON.stringify({ kind }));
  return school;
}

async function seedDemo(platform: SeededPlatform, tell: (line: string) => void): Promise<string | undefined> {
  let school: string | undefined;
  const [establishments = "", links, groups] = ["establishments", "links", "groups"].map((name) =>
    join(demo, `${name}.csv`),
  );
  await importGias({ origin: platform.origin, establishments, links, groups, log: tell });
  for (const joining of demoMembers) {
    const { organisationId } = await joinFor(platform, joining);
    school ??= organisationId;
    // Only once the membership is in force somebody leads it, who can let others in.
    await platform.cloud.idle();
    const { persona: lead, colleague: persona } = joining;
    await seedColleague({ origin: platform.origin, persona, lead, organisationId });
  }
  await Promise.all([seedTraining(platform.origin), seedLibrary(platform.origin)]);
  await platform.cloud.idle();
  return school;
}

async function joinFor(platform: SeededPlatform, joining: Joining): Promise<{ organisationId: string }> {
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
  return z.object({ organisationId: z.string() }).parse(await reply.json());
}
