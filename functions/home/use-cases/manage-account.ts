import { endSession, type OwnSession, personPut, renameSessions, sessionsOf } from "@alliance/auth";
import { draft } from "@alliance/events";
import * as home from "@alliance/events/home";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { changed, ownPerson } from "./manage-emails.ts";

/** The name that colleagues, letters and the pages' greeting show. */
export async function changeName(ctx: Ctx, name: string): Promise<void> {
  const personId = await retryingConflicts(async () => {
    const stored = await ownPerson(ctx);
    const { personId } = stored.data;
    if (stored.data.name !== name) {
      await commit(ctx, {
        put: [personPut({ ...stored.data, name }, stored.version + 1)],
        emit: [changed(personId, "name")],
      });
    }
    return personId;
  });
  await renameSessions(ctx, personId, name);
}

export interface ListedSession {
  readonly sessionId: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly isThis: boolean;
}

/** Where one is signed in; `current` is the session that asks. */
export async function listSessions(ctx: Ctx, current: string | undefined): Promise<readonly ListedSession[]> {
  return (await ownSessions(ctx)).map(({ sessionId, stored: { data } }) => ({
    ...{ sessionId, createdAt: data.createdAt, seenAt: data.seenAt },
    isThis: sessionId === current,
  }));
}

/** Signs out one other browser, or all others; never the one that asks. Ended already: nothing to do. */
export async function endOtherSessions(
  ctx: Ctx,
  { current, only }: { readonly current: string | undefined; readonly only?: string | undefined },
): Promise<number> {
  const others = (await ownSessions(ctx)).filter(
    ({ sessionId }) => sessionId !== current && (only === undefined || sessionId === only),
  );
  for (const other of others) await endSession(ctx, other);
  const { data } = await ownPerson(ctx);
  const { personId } = data;
  if (others.length > 0) {
    const event = draft(home.sessionsEnded, { personId, count: others.length });
    await commit(ctx, { emit: [{ pk: `person#${personId}`, event }] });
  }
  return others.length;
}

async function ownSessions(ctx: Ctx): Promise<readonly OwnSession[]> {
  const { data } = await ownPerson(ctx);
  return sessionsOf(ctx, data.personId);
}
