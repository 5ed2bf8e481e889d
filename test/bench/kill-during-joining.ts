import { join as joinPath } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sharedAssembly } from "@alliance/dev/synthesize";
import { freePort } from "./free-port.ts";
import { introduce, join, joiner } from "./joining.ts";
import { KillablePlatform, type PlatformPlace } from "./killable-platform.ts";
import type { TableContents } from "./table-contents.ts";
import { importSchools, inTemporaryFolder } from "./world.ts";

export interface KillOptions {
  readonly kills: number;
  /** The moment of each kill is between 0 and this after the first request. */
  readonly withinMs: number;
  readonly clients: number;
  readonly random: () => number;
  readonly tell: (line: string) => void;
}

export interface AfterKills {
  readonly kills: number;
  /** Joins that somebody was told of, and asked for without an answer. */
  readonly acknowledged: number;
  readonly unanswered: number;
  /** Of the acknowledged: those whose application is not there, or is there and not active. */
  readonly lost: number;
  /** Applications with no letter, or with more than one. */
  readonly lettersMissing: number;
  readonly lettersTwice: number;
  readonly unbalancedTransactions: number;
  readonly deadLetters: number;
  /** Invoice numbers that are missing or were given twice. */
  readonly numberGaps: number;
  readonly medianRestartMs: number;
}

interface Asked {
  readonly urn: string;
  readonly key: string;
  readonly email: string;
  applicationId?: string;
}

/** Longer than a queue hides a message and a claimed letter or request may stay unconfirmed. */
const beyondEveryTimeoutSeconds = 400;
const moves = 12;
const breathMs = 150;
const schoolsPerLife = 120;

/** The schools that are asked for, in turn; every one by a person of its own. */
class Queue {
  readonly asked: Asked[] = [];
  readonly #urns: readonly string[];
  constructor(urns: readonly string[]) {
    this.#urns = urns;
  }

  next(): Asked {
    const urn = this.#urns[this.asked.length];
    if (urn === undefined) throw new Error("the register has not enough schools for so many joins");
    const one = { urn, key: `kill-${urn}-0001`, email: `head@school-${urn}.example` };
    this.asked.push(one);
    return one;
  }

  get answered(): number {
    return this.asked.filter(({ applicationId }) => applicationId !== undefined).length;
  }

  get unanswered(): readonly Asked[] {
    return this.asked.filter(({ applicationId }) => applicationId === undefined);
  }
}

/** Joins one school after the other, with a breath in between, until the platform is gone. */
async function client(origin: string, queue: Queue, { random }: KillOptions): Promise<void> {
  for (let gone = false; !gone; ) {
    // A request that the kill cut off: nobody knows whether it was done.
    gone = !(await ask(origin, queue.next()).catch((error: unknown) => refusedOnly(error)));
    await delay(random() * breathMs);
  }
}

/** The connection broke; an answer that should not have come is thrown on. */
function refusedOnly(error: unknown): false {
  if (error instanceof UnexpectedAnswer) throw error;
  return false;
}

class UnexpectedAnswer extends Error {
  override readonly name = "UnexpectedAnswer";
}

/** False when the answer was none to trust; then it is asked again after the last restart. */
async function ask(origin: string, asked: Asked): Promise<boolean> {
  const person = await joiner(origin, asked.email);
  await introduce(origin, person);
  const { status, body } = await join(origin, person, { ...asked, method: "invoice" });
  if (status >= 500) return false;
  if (status !== 201 && status !== 200) {
    throw new UnexpectedAnswer(`joining ${asked.urn} was answered ${status}: ${body}`);
  }
  asked.applicationId = (JSON.parse(body) as { applicationId: string }).applicationId;
  return true;
}

async function firstAnswer(queue: Queue, before: number): Promise<void> {
  while (queue.answered === before) await delay(5, undefined, { ref: false });
}

/**
 * A whole life of the platform: people join, and in the midst of it every process is killed. In every other life the
 * moment is counted from the first answer, so that kills fall into the reactions as often as into the first requests.
 */
async function oneLife(place: PlatformPlace, queue: Queue, life: number, options: KillOptions): Promise<number> {
  const began = performance.now();
  const platform = await KillablePlatform.start(place);
  const startedMs = performance.now() - began;
  const before = queue.answered;
  const clients = Array.from({ length: options.clients }, () => client(platform.origin, queue, options));
  const clientsEnded = Promise.all(clients);
  if (life % 2 === 0) await Promise.race([firstAnswer(queue, before), clientsEnded]);
  await delay(options.random() * options.withinMs);
  platform.mustRun();
  await platform.kill();
  await clientsEnded;
  return startedMs;
}

/** Time passes until every retry has had its turn and nothing is under way. */
async function comeToRest(platform: KillablePlatform, isDone: () => Promise<boolean>): Promise<void> {
  for (let move = 0; move < moves; move++) {
    const rests = await platform.isIdle(30_000);
    if (rests && (await isDone())) return;
    await platform.moveClock(beyondEveryTimeoutSeconds);
  }
}

const statusOf = (contents: TableContents): ReadonlyMap<string, string> =>
  new Map(
    contents
      .ofEntity("membership.application")
      .map(({ data }) => [String(data.applicationId), String(data.status)] as const),
  );

/** Each posting list sums to nothing, whatever the transaction. */
function unbalanced(contents: TableContents): number {
  return contents.ofEntity("finance.ledger-transaction").filter(({ data }) => {
    const postings = data.postings as { amountPence: number }[];
    return postings.reduce((sum, { amountPence }) => sum + amountPence, 0) !== 0;
  }).length;
}

function numberGaps(contents: TableContents): number {
  const numbers = contents.ofEntity("finance.invoice").map(({ data }) => Number(String(data.number).split("-").at(-1)));
  return new Set(numbers).size === numbers.length ? Math.max(0, ...numbers) - numbers.length : numbers.length;
}

async function findings(platform: KillablePlatform, asked: readonly Asked[]) {
  const contents = await platform.contents();
  const statuses = statusOf(contents);
  const letters = Map.groupBy(await platform.letters(), ({ mailId }) => mailId);
  const lettersOf = (applicationId: string) => letters.get(`membership-confirmed_${applicationId}`)?.length ?? 0;
  const ledger = contents.ofEntity("finance.ledger-transaction").length;
  if (ledger === 0) throw new Error("the table holds no ledger transaction: nothing was checked");
  return {
    lost: asked.filter(({ applicationId = "" }) => statuses.get(applicationId) !== "active").length,
    lettersMissing: [...statuses.keys()].filter((id) => lettersOf(id) === 0).length,
    lettersTwice: [...statuses.keys()].filter((id) => lettersOf(id) > 1).length,
    unbalancedTransactions: unbalanced(contents),
    numberGaps: numberGaps(contents),
    deadLetters: await platform.deadLetters(),
  };
}

const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Sends what got no answer again, under its key, and lets time pass until nothing is under way. */
async function lastLife(place: PlatformPlace, queue: Queue): Promise<Omit<AfterKills, "kills" | "medianRestartMs">> {
  const platform = await KillablePlatform.start(place);
  try {
    const [acknowledged, unanswered] = [queue.answered, queue.unanswered];
    // While time passes, queues are worked off: a letter's notice comes before the letter is given up for lost.
    await platform.isIdle(30_000);
    // A request that was cut off is taken for dead after a while; only then may its retry take over.
    await platform.moveClock(beyondEveryTimeoutSeconds);
    for (const one of unanswered) await ask(platform.origin, one);
    await comeToRest(platform, async () => {
      const { lost, lettersMissing } = await findings(platform, queue.asked);
      return lost + lettersMissing === 0;
    });
    return { acknowledged, unanswered: unanswered.length, ...(await findings(platform, queue.asked)) };
  } finally {
    await platform.kill();
  }
}

/** People join while the platform is killed again and again on the same data; then everything is counted. */
export function killDuringJoining(options: KillOptions): Promise<AfterKills> {
  return inTemporaryFolder(async (folder) => {
    const { kills, tell } = options;
    const place = { dataFolder: joinPath(folder, "data"), assembly: await sharedAssembly(), port: await freePort() };
    const empty = await KillablePlatform.start(place);
    const urns = await importSchools(empty.origin, folder, kills * schoolsPerLife + 100);
    await empty.isIdle(60_000);
    await empty.kill();
    const queue = new Queue(urns);
    const restarts: number[] = [];
    for (let life = 1; life <= kills; life++) {
      restarts.push(await oneLife(place, queue, life, options));
      tell(`kill ${life}: ${queue.answered} of ${queue.asked.length} joins answered so far`);
    }
    return { kills, ...(await lastLife(place, queue)), medianRestartMs: medianOf(restarts) };
  });
}
