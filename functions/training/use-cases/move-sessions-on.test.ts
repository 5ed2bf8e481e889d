import { type Ctx, retryingConflicts } from "@alliance/store";
import { as, published as events, staffMember, system, type TestCtx, testCtx } from "@alliance/testing";
import { expect, it } from "vitest";
import { sessionKey } from "../keys/session.ts";
import { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { browseSessions } from "./browse-sessions.ts";
import { moveSessionsOn } from "./move-sessions-on.ts";

const world = () => testCtx(system("training"));
const statusOf = async (ctx: TestCtx, sessionId: string) =>
  (await (ctx as Ctx).table.get(sessionKey(sessionId), Session))?.data.status;

it("publishes what is due and leaves what is not", async () => {
  const ctx = world();
  const due = await putSession(ctx, undefined, { status: "scheduled", publishAt: "2026-11-21T10:00:00.000Z" });
  const later = await putSession(ctx, undefined, { status: "scheduled", publishAt: "2026-11-21T10:00:01.000Z" });
  expect(await moveSessionsOn(ctx)).toEqual({ published: 1, completed: 0 });
  expect(await statusOf(ctx, due.sessionId)).toBe("published");
  expect(await statusOf(ctx, later.sessionId)).toBe("scheduled");
  expect((await browseSessions(ctx)).map(({ sessionId }) => sessionId)).toEqual([due.sessionId]);
  expect(events(ctx).map(({ type }) => type)).toEqual(["training.session-published"]);
});

it("takes what is over out of the catalogue, and says nothing of it", async () => {
  const ctx = world();
  const over = await putSession(ctx);
  ctx.clock.moveSeconds(61 * 24 * 3600);
  expect(await moveSessionsOn(ctx)).toEqual({ published: 0, completed: 1 });
  expect(await statusOf(ctx, over.sessionId)).toBe("completed");
  expect(await moveSessionsOn(ctx)).toEqual({ published: 0, completed: 0 });
});

it("two runs at once publish once", async () => {
  const ctx = world();
  await putSession(ctx, roomSession(), { status: "scheduled", publishAt: "2026-11-21T09:00:00.000Z" });
  const runs = await Promise.all([
    moveSessionsOn(ctx),
    retryingConflicts(() => moveSessionsOn(as(ctx, staffMember()))),
  ]);
  expect(runs.reduce((all, run) => all + run.published, 0)).toBe(1);
  expect(events(ctx)).toHaveLength(1);
});

it("publishes nothing that was called off while it was read: a cancelled session is refused its turn", async () => {
  const ctx = world();
  const cancelled = await putSession(ctx, undefined, { status: "cancelled", publishAt: "2026-11-21T09:00:00.000Z" });
  expect(await moveSessionsOn(ctx)).toEqual({ published: 0, completed: 0 });
  expect(await statusOf(ctx, cancelled.sessionId)).toBe("cancelled");
});
