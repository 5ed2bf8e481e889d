import { createHash, randomBytes } from "node:crypto";
import { epochSeconds, plusHours, plusMinutes, staffRoles } from "@alliance/core";
import { Conflict, type Ctx, commit, type Key, next, type Put, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";

const idleMinutes = 60;
const absoluteHours = 12;
/** A session in use is written at most this often, not on every request. */
const touchMinutes = 5;

export const Session = z.object({
  personId: z.string(),
  staffRoles: z.array(z.enum(staffRoles)),
  name: z.string(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  absoluteUntil: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;

// Only a hash is stored: reading the table does not let anyone in.
const sessionKey = (token: string): Key => ({
  pk: `session#${sessionIdOf(token)}`,
  sk: "session",
});

/** A session's name to its own person: the hash, which opens nothing. */
export const sessionIdOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

const put = (key: Key, version: number, session: Session): Put => ({
  key,
  entity: "session",
  version,
  data: session,
  expiresAtSeconds: epochSeconds(session.absoluteUntil),
  gsi1: { pk: sessionsPk(session.personId), sk: session.createdAt },
});

const sessionsPk = (personId: string): string => `person-sessions#${personId}`;
const isLive = ({ seenAt, absoluteUntil }: Session, now: string): boolean =>
  now < plusMinutes(seenAt, idleMinutes) && now < absoluteUntil;

/** Opens a session and returns the secret for the cookie: 256 bits, never stored. */
export async function openSession(ctx: Ctx, who: Pick<Session, "personId" | "staffRoles" | "name">): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const now = ctx.clock.now();
  const session: Session = { ...who, createdAt: now, seenAt: now, absoluteUntil: plusHours(now, absoluteHours) };
  await commit(ctx, { put: [put(sessionKey(token), 1, session)] });
  return token;
}

/** The live session behind a cookie, or undefined: forged, idle too long, too old or signed out. */
export async function readSession(ctx: Ctx, token: string): Promise<Session | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const stored = await ctx.table.get(sessionKey(token), Session);
  const now = ctx.clock.now();
  if (stored === undefined) return undefined;
  if (!isLive(stored.data, now)) return undefined;
  if (now >= plusMinutes(stored.data.seenAt, touchMinutes)) await touch(ctx, stored);
  return stored.data;
}

async function touch(ctx: Ctx, stored: Stored<Session>): Promise<void> {
  const { key, version } = next(stored);
  try {
    await commit(ctx, { put: [put(key, version, { ...stored.data, seenAt: ctx.clock.now() })] });
  } catch (error) {
    // Another request of the same person touched it in the same moment; that is as good.
    if (!(error instanceof Conflict)) throw error;
  }
}

/** Signs out: the cookie is worthless from now on, wherever it was copied to. */
export async function closeSession(ctx: Ctx, token: string): Promise<void> {
  const stored = await ctx.table.get(sessionKey(token), Session);
  if (stored) await commit(ctx, { remove: [{ key: stored.key, version: stored.version }] });
}

export interface OwnSession {
  readonly sessionId: string;
  readonly stored: Stored<Session>;
}

/** Where somebody is signed in now, newest first. */
export async function sessionsOf(ctx: Ctx, personId: string): Promise<readonly OwnSession[]> {
  const pattern = { index: "gsi1", pk: sessionsPk(personId), descending: true, limit: 100 } as const;
  const { items } = await ctx.table.query(pattern, Session);
  return items
    .filter(({ data }) => isLive(data, ctx.clock.now()))
    .map((stored) => ({ stored, sessionId: stored.key.pk.replace("session#", "") }));
}

/** Ends one that was listed; one that ended or was used meanwhile is tried by its key again. */
export async function endSession(ctx: Ctx, { stored: { key } }: OwnSession): Promise<void> {
  await retryingConflicts(async () => {
    const stored = await ctx.table.get(key, Session, { consistent: true });
    if (stored) await commit(ctx, { remove: [{ key, version: stored.version }] });
  });
}

/** What the pages greet with, in every browser that is signed in. */
export async function renameSessions(ctx: Ctx, personId: string, name: string): Promise<void> {
  for (const { stored } of await sessionsOf(ctx, personId)) {
    await retryingConflicts(async () => {
      const session = await ctx.table.get(stored.key, Session, { consistent: true });
      if (session) await commit(ctx, { put: [put(stored.key, session.version + 1, { ...session.data, name })] });
    });
  }
}
