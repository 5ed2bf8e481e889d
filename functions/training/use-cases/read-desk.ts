import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { type Ctx, historyOf, type Stored } from "@alliance/store";
import { messageKey } from "../keys/message.ts";
import { sessionKey, sessionPk } from "../keys/session.ts";
import { worksOf } from "../keys/work.ts";
import { Message } from "../schema/message.ts";
import { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { Work } from "../schema/work.ts";
import { placesLeftOf } from "../seating/count-places.ts";
import { type SeriesDates, seriesOf } from "./read-series.ts";

export interface SessionDesk {
  readonly session: Session;
  /** What a change of it is based on. */
  readonly version: number;
  /** By the pool: how many places somebody has, as they were counted last. */
  readonly taken: ReadonlyMap<PoolId, number>;
  readonly series: SeriesDates | undefined;
  /** What was and is being done for everybody at it. */
  readonly works: readonly Work[];
  /** What staff wrote to those who booked, by the id of its work. */
  readonly messages: ReadonlyMap<string, Message>;
  readonly history: Awaited<ReturnType<typeof historyOf>>["items"];
}

/** The session as it is now; throws where there is none. */
export async function currentSession(ctx: Ctx, sessionId: string): Promise<Stored<Session>> {
  const stored = await ctx.table.get(sessionKey(sessionId), Session, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that session.");
  return stored;
}

/** All there is about a session, for the alliance's own people. */
export async function readDesk(ctx: Ctx, sessionId: string): Promise<SessionDesk> {
  authorise(ctx.actor, "training.read-any");
  const { data: session, version } = await currentSession(ctx, sessionId);
  const history = await historyOf(ctx.table, sessionPk(sessionId), 20);
  const works = (await ctx.table.query(worksOf(sessionId), Work, { consistent: true })).items.map(({ data }) => data);
  const messages = await messagesOf(ctx, sessionId, works);
  const counted = (await placesLeftOf(ctx, sessionId))?.data.pools;
  const taken = new Map(session.pools.map(({ poolId }) => [poolId, counted?.[poolId]?.taken ?? 0]));
  return { session, version, works, messages, taken, series: await seriesOf(ctx, session), history: history.items };
}

async function messagesOf(ctx: Ctx, sessionId: string, works: readonly Work[]) {
  const ofMessages = works.filter(({ kind }) => kind === "message").map(({ workId }) => workId);
  const keys = ofMessages.map((workId) => messageKey(sessionId, workId.slice("message-".length)));
  const found = await ctx.table.getMany(keys, Message);
  return new Map(
    found.flatMap((stored) => (stored ? [[`message-${stored.data.messageId}`, stored.data] as const] : [])),
  );
}
