import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { type Ctx, historyOf, type Stored } from "@alliance/store";
import { sessionKey, sessionPk } from "../keys/session.ts";
import { worksOf } from "../keys/work.ts";
import { Session } from "../schema/session.ts";
import { Work } from "../schema/work.ts";
import { type SeriesDates, seriesOf } from "./read-series.ts";

export interface SessionDesk {
  readonly session: Session;
  /** What a change of it is based on. */
  readonly version: number;
  readonly series: SeriesDates | undefined;
  /** What was and is being done for everybody at it. */
  readonly works: readonly Work[];
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
  return { session, version, works, series: await seriesOf(ctx, session), history: history.items };
}
