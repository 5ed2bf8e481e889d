import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { actorId, derivedIds, epochSeconds, isProblem, Problem, plusHours, plusSeconds } from "@alliance/core";
import { Conflict, type Ctx, commit, type Key, type Stored } from "@alliance/store";
import * as z from "zod";

const keptHours = 48;
/** After so long without an answer the first request is taken for dead, and a retry may take over. */
const inFlightSeconds = 35;

const Reply = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });
const Record = z.object({
  requestHash: z.string(),
  startedAt: z.iso.datetime(),
  seed: z.string(),
  reply: Reply.optional(),
});
type Record = z.infer<typeof Record>;

export const IdempotencyKey = z.string().regex(/^[\w-]{8,100}$/);

const hash = (...parts: readonly string[]): string => createHash("sha256").update(parts.join("\n")).digest("base64url");

const put = (key: Key, version: number, data: Record) => ({
  key,
  entity: "idempotency",
  version,
  data,
  expiresAtSeconds: epochSeconds(plusHours(data.startedAt, keptHours)),
});

const inFlight = () => new Problem("conflict", "This request is being worked on already. Ask again in a moment.");

/** Claims the key, or says what became of it. A dead first request hands over its seed, so the same ids are made. */
async function claim(ctx: Ctx, key: Key, requestHash: string): Promise<Stored<Record>> {
  const now = ctx.clock.now();
  const known = await ctx.table.get(key, Record, { consistent: true });
  if (known && known.data.requestHash !== requestHash) {
    throw new Problem(
      "already-used",
      "This Idempotency-Key was used with another request. Use a new key for a new request.",
    );
  }
  if (known?.data.reply) return known;
  if (known && now < plusSeconds(known.data.startedAt, inFlightSeconds)) throw inFlight();
  const data = known ? { ...known.data, startedAt: now } : { requestHash, startedAt: now, seed: `${key.pk}|${now}` };
  const version = (known?.version ?? 0) + 1;
  try {
    await commit(ctx, { put: [put(key, version, data)] });
  } catch (error) {
    if (error instanceof Conflict) throw inFlight();
    throw error;
  }
  return { key, version, data };
}

export interface OnceRequest {
  readonly key: string;
  readonly scope: string;
  readonly body: string;
  /** A browser that was double-clicked shows the second answer: it waits for the first one's. */
  readonly patient: boolean;
}

async function patientClaim(ctx: Ctx, key: Key, request: OnceRequest): Promise<Stored<Record>> {
  for (let waits = 0; ; waits++) {
    try {
      return await claim(ctx, key, hash(request.body));
    } catch (error) {
      if (!request.patient || waits === 40 || !isProblem(error, "conflict")) throw error;
      await delay(100);
    }
  }
}

/** Leaves the key free again; if a retry took over meanwhile, it is the retry's now. */
async function release(ctx: Ctx, key: Key, version: number): Promise<void> {
  try {
    await commit(ctx, { remove: [{ key, version }] });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

/**
 * Runs a request once for its key: a repeat gets the first answer, byte for byte. The ids that a run makes derive
 * from the key, so a retry after a crash meets its own first writes. Refusals are not kept: they may be tried again.
 */
export async function runOnce(ctx: Ctx, request: OnceRequest, run: (ctx: Ctx) => Promise<Response>): Promise<Response> {
  const key = { pk: `idempotency#${hash(actorId(ctx.actor), request.scope, request.key)}`, sk: "idempotency" };
  const record = await patientClaim(ctx, key, request);
  if (record.data.reply) return replay(record.data.reply);
  const startedAt = record.data.seed.slice(record.data.seed.lastIndexOf("|") + 1);
  let response: Response;
  try {
    response = await run({ ...ctx, ids: derivedIds(record.data.seed, startedAt) });
  } catch (error) {
    await release(ctx, key, record.version);
    throw error;
  }
  const headers = Object.fromEntries(response.headers);
  const reply = { status: response.status, headers, body: await response.text() };
  if (response.status >= 400) await release(ctx, key, record.version);
  else await commit(ctx, { put: [put(key, record.version + 1, { ...record.data, reply })] });
  return replay(reply);
}

const replay = (reply: z.infer<typeof Reply>): Response =>
  new Response(reply.body === "" ? null : reply.body, { status: reply.status, headers: reply.headers });
