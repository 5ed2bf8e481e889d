import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { groupsFile, type RegisterRow } from "@alliance/membership/register/sample-file";
import * as z from "zod";
import { inventGroups } from "./groups-generator.ts";
import { importGias } from "./import-gias.ts";
import { inventSchools, registerFileOf } from "./register-generator.ts";

export interface NationalSize {
  /** Rows of the invented register. */
  readonly schools: number;
  readonly members: number;
}

export const national: NationalSize = { schools: 25_000, members: 3_000 };

export interface SeededPlatform {
  readonly origin: string;
  readonly cloud: { idle(timeoutMs?: number): Promise<void> };
}

type Tell = (line: string) => void;

const seedNumber = 2026;
const atOnce = 8;
/** So many join before their invoices and mails are waited for: what is queued stays small. */
const perRound = 120;
const roundTimeoutMs = 600_000;
const jobs = ["head", "business-manager", "partnership-lead", "senior-leader"] as const;
const givenNames = "Aisha|Ben|Chidi|Dilys|Elena|Farid|Grace|Hamish|Imogen|Jamal|Kezia|Liam|Maeve|Nia|Owen".split("|");
const familyNames = "Ahmed|Bell|Clarke|Davies|Evans|Fraser|Gill|Hussain|Iqbal|Jones|Kaur|Lewis|Morgan".split("|");

const isOpen = (school: RegisterRow): boolean => ["1", "3"].includes(school["EstablishmentStatus (code)"] ?? "");

/** Spread over the whole register, so over every region. */
function schoolsToJoin(schools: readonly RegisterRow[], members: number): string[] {
  const open = schools.filter(isOpen);
  const step = Math.max(1, open.length / members);
  const count = Math.min(members, open.length);
  return Array.from({ length: count }, (_, at) => open[Math.floor(at * step)]?.URN ?? "");
}

/** How far it came before it was stopped. */
const Progress = z.object({ members: z.int().min(0), seconds: z.number() });
type Progress = z.infer<typeof Progress>;

async function progressIn(file: string): Promise<Progress | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Progress.safeParse(JSON.parse(text)).data;
}

async function importRegister(
  origin: string,
  folder: string,
  schools: readonly RegisterRow[],
  tell: Tell,
): Promise<void> {
  const [establishments, groups] = [join(folder, "national-establishments.csv"), join(folder, "national-groups.csv")];
  await writeFile(establishments, registerFileOf(schools));
  await writeFile(groups, groupsFile(inventGroups(schools, seedNumber)));
  await importGias({ origin, establishments, groups, log: tell });
  await Promise.all([establishments, groups].map((file) => rm(file)));
}

/**
 * A register as large as the country's, its trusts, and members who joined one by one through the API. What was cut
 * off goes on where it stopped when it is started again: the same people ask for the same schools.
 */
export async function seedNational(
  platform: SeededPlatform,
  { folder, size = national, tell }: { folder: string; size?: NationalSize; tell: Tell },
): Promise<void> {
  const schools = inventSchools({ rows: size.schools, seed: seedNumber });
  await mkdir(folder, { recursive: true });
  const progressFile = join(folder, "national-progress.json");
  const before = await progressIn(progressFile);
  const began = performance.now();
  const seconds = () => (before?.seconds ?? 0) + (performance.now() - began) / 1000;
  if (before === undefined) await importRegister(platform.origin, folder, schools, tell);
  else tell(`Going on where it was stopped, after ${before.members} schools.`);
  const urns = schoolsToJoin(schools, size.members);
  for (let from = before?.members ?? 0; from < urns.length; from += perRound) {
    await inParallel(urns.slice(from, from + perRound), (urn, at) => joinOne(platform.origin, urn, from + at));
    await platform.cloud.idle(roundTimeoutMs);
    const members = Math.min(from + perRound, urns.length);
    await writeFile(progressFile, JSON.stringify({ members, seconds: seconds() }));
    tell(`${members} of ${urns.length} schools joined … ${seconds().toFixed(0)} s`);
  }
  tell(`${size.schools} schools and ${urns.length} members are there after ${minutesOf(seconds())}.`);
  await rm(progressFile, { force: true });
}

const minutesOf = (seconds: number): string => `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

async function inParallel(urns: readonly string[], work: (urn: string, at: number) => Promise<void>): Promise<void> {
  const left = urns.entries();
  const worker = async () => {
    for (const [at, urn] of left) await work(urn, at);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function joinOne(origin: string, urn: string, at: number): Promise<void> {
  const name = `${givenNames[at % givenNames.length]} ${familyNames[at % familyNames.length]}`;
  const who = new URLSearchParams({ email: `office@school-${urn}.example`, name });
  const body = {
    urn,
    role: jobs[at % jobs.length],
    payment: { method: "invoice", purchaseOrderNumber: `PO-${urn}` },
  };
  // A token may be over when the clock was moved, or after the computer slept: each try gets a fresh one.
  const reply = await patiently(async () => {
    const token = await (await patiently(() => fetch(`${origin}/_local/token?${who}`))).text();
    return fetch(`${origin}/api/membership/applications`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token.trim()}`,
        "content-type": "application/json",
        "idempotency-key": `seed-national-${urn}`,
      },
      body: JSON.stringify(body),
    });
  });
  await reply.body?.cancel();
}

/** Busy, throttled, with a token that is over, or at work on the request that was cut off: worth asking again. */
const isPassing = (status: number, said: string): boolean =>
  status === 401 || status === 429 || status >= 500 || (status === 409 && said.includes("#problem-conflict"));

async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const reply = await ask();
    if (reply.ok) return reply;
    const said = await reply.text();
    if (!isPassing(reply.status, said) || attempt === 20) {
      throw new Error(`an invented school could not join: ${reply.status} ${said}`);
    }
    await delay(Math.min(attempt * 250, 5_000));
  }
}
