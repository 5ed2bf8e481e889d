import { as, person, staffMember, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { onlineSession, putSession, roomSession } from "../test-world.ts";
import { browseSessions } from "./browse-sessions.ts";
import { listSessions } from "./list-sessions.ts";

const anyone = () => testCtx({ kind: "anonymous" });

describe("the catalogue", () => {
  it("shows what is published and to come, the next one first, to anyone", async () => {
    const ctx = anyone();
    const later = await putSession(
      ctx,
      onlineSession({ startsAtLocal: "2027-02-01T10:00", endsAtLocal: "2027-02-01T11:00" }),
    );
    const first = await putSession(ctx);
    await putSession(ctx, undefined, { status: "draft" });
    await putSession(ctx, undefined, { status: "cancelled" });
    expect((await browseSessions(ctx)).map(({ sessionId }) => sessionId)).toEqual([first.sessionId, later.sessionId]);
  });

  it("finds by words without accents, subject, phase, format, region and day", async () => {
    const ctx = anyone();
    await putSession(
      ctx,
      onlineSession({ title: "L’Éveil aux langues", subjects: ["languages"], phases: ["primary"] }),
    );
    await putSession(
      ctx,
      roomSession(20, { title: "Sports day together", subjects: ["sport"], phases: ["secondary"] }),
    );
    const titles = async (wanted: Parameters<typeof browseSessions>[1]) =>
      (await browseSessions(ctx, wanted)).map(({ title }) => title.slice(0, 5));
    expect(await titles({ q: "eveil LANGUES" })).toEqual(["L’Éve"]);
    expect(await titles({ subject: "sport" })).toEqual(["Sport"]);
    expect(await titles({ phase: "primary" })).toEqual(["L’Éve"]);
    expect(await titles({ format: "in-person" })).toEqual(["Sport"]);
    expect(await titles({ region: "London" })).toEqual(["L’Éve"]);
    expect(await titles({ region: "North East" })).toEqual(["L’Éve", "Sport"]);
    expect(await titles({ from: "2027-01-21" })).toEqual([]);
    expect(await titles({ q: "nothing like it" })).toEqual([]);
  });

  it("has no session that has begun, before the clock takes it out", async () => {
    const ctx = anyone();
    await putSession(ctx);
    ctx.clock.moveSeconds(61 * 24 * 3600);
    expect(await browseSessions(ctx)).toEqual([]);
  });
});

describe("the staff's list", () => {
  it("has all of them, the latest first, a page at a time", async () => {
    const ctx = testCtx(staffMember());
    await putSession(ctx, undefined, { status: "draft" });
    const later = await putSession(
      ctx,
      onlineSession({ startsAtLocal: "2027-02-01T10:00", endsAtLocal: "2027-02-01T11:00" }),
    );
    const page = await listSessions(ctx, { limit: 1 });
    expect(page.items.map(({ sessionId }) => sessionId)).toEqual([later.sessionId]);
    expect((await listSessions(ctx, { limit: 1, cursor: page.cursor })).items[0]?.status).toBe("draft");
  });

  it("is refused to members", async () => {
    const ctx = as(testCtx(staffMember()), person());
    await expect(listSessions(ctx, { limit: 1 })).rejects.toMatchObject({ code: "not-allowed" });
  });
});
