import { authorise } from "@alliance/auth";
import { type Ctx, commit } from "@alliance/store";
import { sessionPuts } from "../keys/session.ts";
import type { Session, SessionContent } from "../schema/session.ts";
import { newSession } from "../sessions/new-session.ts";

/** Staff build a session: a draft that nobody else sees until it is published. */
export async function createSession(ctx: Ctx, content: SessionContent): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  const session = newSession(ctx, content);
  await commit(ctx, { put: sessionPuts(session, 1) });
  return session;
}
