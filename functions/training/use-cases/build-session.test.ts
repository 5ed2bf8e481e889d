import { as, published as events, person, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { SessionContent } from "../schema/session.ts";
import { onlineSession, roomSession } from "../test-world.ts";
import { browseSessions } from "./browse-sessions.ts";
import { changeSession } from "./change-session.ts";
import { createSession } from "./create-session.ts";
import { publishSession, withdrawSession } from "./publish-session.ts";
import { readDesk } from "./read-desk.ts";
import { repeatSession } from "./repeat-session.ts";

const staff = () => testCtx(staffMember());
const types = (ctx: TestCtx) => events(ctx).map(({ type }) => type);
const refused = (code: string) => expect.objectContaining({ code });

describe("building a session", () => {
  it("makes a draft that nobody finds, with the instants of its times in London", async () => {
    const ctx = staff();
    const made = await createSession(
      ctx,
      onlineSession({ startsAtLocal: "2027-06-01T10:00", endsAtLocal: "2027-06-01T11:00" }),
    );
    expect(made).toMatchObject({ status: "draft", startsAt: "2027-06-01T09:00:00.000Z", calendarSequence: 0 });
    expect(await browseSessions(ctx)).toEqual([]);
    expect(events(ctx)).toEqual([]);
  });

  it("is refused to members, and in the past", async () => {
    const ctx = staff();
    await expect(createSession(as(ctx, person()), onlineSession())).rejects.toEqual(refused("not-allowed"));
    const past = onlineSession({
      startsAtLocal: "2026-11-20T10:00",
      endsAtLocal: "2026-11-20T11:00",
      bookingClosesAtLocal: "2026-11-20T10:00",
    });
    await expect(createSession(ctx, past)).rejects.toEqual(refused("invalid-input"));
    expect(ctx.table.items.size).toBe(0);
  });

  it.each([
    ["an end before the beginning", { endsAtLocal: "2027-01-20T15:45" }, "endsAtLocal"],
    ["booking that closes after the end", { bookingClosesAtLocal: "2027-01-20T17:01" }, "bookingClosesAtLocal"],
    ["no place", { pools: [{ poolId: "online" as const, capacity: 0 }] }, "pools"],
    ["a room for what is online", { pools: [{ poolId: "room" as const, capacity: 5 }] }, "pools"],
    [
      "a room without a venue",
      { format: "in-person" as const, pools: [{ poolId: "room" as const, capacity: 5 }] },
      "venue",
    ],
    ["members who pay more", { price: { listNetPence: 100, memberNetPence: 101 } }, "price"],
    [
      "a ladder that climbs",
      {
        cancellationLadder: [
          { daysBefore: 7, creditPercent: 50 },
          { daysBefore: 14, creditPercent: 100 },
        ],
      },
      "cancellationLadder",
    ],
    [
      "an hour that March leaves out",
      { startsAtLocal: "2027-03-28T01:30", endsAtLocal: "2027-03-28T03:00" },
      "startsAtLocal",
    ],
    ["thirty-one places in a booking", { maxPlacesABooking: 31 }, "maxPlacesABooking"],
    ["a link that runs script", { online: { link: "javascript:alert(1)" } }, "online"],
  ])("knows no session with %s", (_, wrong, field) => {
    const parsed = SessionContent.safeParse(onlineSession(wrong));
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field);
  });
});

describe("publishing", () => {
  it("at once puts it into the catalogue and says so; a second click changes nothing", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession());
    await publishSession(ctx, sessionId);
    await publishSession(ctx, sessionId);
    expect((await browseSessions(ctx)).map((each) => each.sessionId)).toEqual([sessionId]);
    expect(types(ctx)).toEqual(["training.session-published"]);
  });

  it("later waits for its time, and can be taken back until then", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession());
    await publishSession(ctx, sessionId, "2026-12-01T09:00");
    expect((await readDesk(ctx, sessionId)).session).toMatchObject({
      status: "scheduled",
      publishAt: "2026-12-01T09:00:00.000Z",
    });
    await withdrawSession(ctx, sessionId);
    await withdrawSession(ctx, sessionId);
    expect((await readDesk(ctx, sessionId)).session).toMatchObject({ status: "draft" });
    expect((await readDesk(ctx, sessionId)).session.publishAt).toBeUndefined();
  });

  it("is refused in the past, after booking closes, once it is too late, and to members", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession());
    for (const time of ["2026-11-21T10:00", "2027-01-20T12:00", "2027-03-28T01:30", "nonsense"]) {
      await expect(publishSession(ctx, sessionId, time)).rejects.toEqual(refused("invalid-input"));
    }
    await expect(publishSession(as(ctx, person()), sessionId)).rejects.toEqual(refused("not-allowed"));
    await expect(withdrawSession(as(ctx, person()), sessionId)).rejects.toEqual(refused("not-allowed"));
    ctx.clock.moveSeconds(60 * 24 * 3600 + 3 * 3600);
    await expect(publishSession(ctx, sessionId)).rejects.toEqual(refused("conflict"));
    expect((await readDesk(ctx, sessionId)).version).toBe(1);
  });

  it("two who publish at once publish once, and nothing published is taken back", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession());
    await Promise.all([publishSession(ctx, sessionId), publishSession(ctx, sessionId)]);
    expect(types(ctx)).toEqual(["training.session-published"]);
    await expect(withdrawSession(ctx, sessionId)).rejects.toEqual(refused("conflict"));
  });
});

describe("changing", () => {
  it("a draft may become anything, and loses what is not said any more", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession(20, { noShowFeePence: 2_000 }));
    await changeSession(ctx, sessionId, { basedOn: 1, content: onlineSession({ title: "Another title" }) });
    const { session, version } = await readDesk(ctx, sessionId);
    expect(session).toMatchObject({ title: "Another title", format: "online", status: "draft" });
    expect([session.venue, session.noShowFeePence, version]).toEqual([undefined, undefined, 2]);
    expect(events(ctx)).toEqual([]);
  });

  it("what is published keeps its time, place and size, and may grow and say more", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession(20));
    await publishSession(ctx, sessionId);
    const change = (content: SessionContent) => changeSession(ctx, sessionId, { basedOn: 2, content });
    const later = { startsAtLocal: "2027-01-20T16:00" };
    await expect(change(roomSession(20, later))).rejects.toEqual(refused("invalid-input"));
    await expect(change(roomSession(19))).rejects.toEqual(refused("invalid-input"));
    await expect(change(onlineSession())).rejects.toEqual(refused("invalid-input"));
    expect((await change(roomSession(25, { summary: "What it is about, said better." }))).pools[0]?.capacity).toBe(25);
    expect(types(ctx)).toEqual(["training.session-published", "training.session-changed"]);
  });

  it("of two editors the second is told, members are refused, and what is over stays", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, roomSession());
    await changeSession(ctx, sessionId, { basedOn: 1, content: roomSession(30) });
    const late = { basedOn: 1, content: roomSession(40) };
    await expect(changeSession(ctx, sessionId, late)).rejects.toEqual(refused("stale"));
    await expect(changeSession(as(ctx, person()), sessionId, late)).rejects.toEqual(refused("not-allowed"));
    await expect(changeSession(ctx, "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", late)).rejects.toEqual(refused("not-found"));
    expect((await readDesk(ctx, sessionId)).session.pools[0]?.capacity).toBe(30);
  });
});

describe("repeating", () => {
  it("makes drafts on other days at the same time of day, through the change of clocks", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, onlineSession());
    const [march, april] = await repeatSession(ctx, sessionId, { days: ["2027-04-14", "2027-03-17"], asSeries: false });
    expect([march?.startsAtLocal, march?.startsAt]).toEqual(["2027-03-17T15:45", "2027-03-17T15:45:00.000Z"]);
    expect([april?.bookingClosesAtLocal, april?.startsAt]).toEqual(["2027-04-14T12:00", "2027-04-14T14:45:00.000Z"]);
    expect(march?.seriesId).toBeUndefined();
  });

  it("as a series holds them and the original together, in the order of their dates", async () => {
    const ctx = staff();
    const original = await createSession(ctx, onlineSession());
    const copies = await repeatSession(ctx, original.sessionId, { days: ["2027-02-03", "2027-01-06"], asSeries: true });
    const { series } = await readDesk(ctx, original.sessionId);
    expect(series?.series.sessionIds).toEqual([copies[0]?.sessionId, original.sessionId, copies[1]?.sessionId]);
    expect(series?.dates.map(({ startsAtLocal }) => startsAtLocal.slice(0, 10))).toEqual([
      "2027-01-06",
      "2027-01-20",
      "2027-02-03",
    ]);
    const again = { days: ["2027-05-05"], asSeries: true };
    await expect(repeatSession(ctx, original.sessionId, again)).rejects.toEqual(refused("invalid-input"));
  });

  it("is all or nothing: no day, a day that has passed, the session's own, too many, and members are refused", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, onlineSession());
    const before = ctx.table.items.size;
    const many = Array.from({ length: 21 }, (_, at) => `2027-05-${String(at + 1).padStart(2, "0")}`);
    for (const days of [[], ["2027-02-03", "2026-11-01"], many]) {
      await expect(repeatSession(ctx, sessionId, { days, asSeries: false })).rejects.toEqual(refused("invalid-input"));
    }
    await expect(repeatSession(ctx, sessionId, { days: ["2027-01-20"], asSeries: true })).rejects.toEqual(
      refused("invalid-input"),
    );
    const one = { days: ["2027-02-03"], asSeries: false };
    await expect(repeatSession(as(ctx, person()), sessionId, one)).rejects.toEqual(refused("not-allowed"));
    expect(ctx.table.items.size).toBe(before);
  });

  it("two who make a series of one session at once make one", async () => {
    const ctx = staff();
    const { sessionId } = await createSession(ctx, onlineSession());
    const make = (day: string) => repeatSession(ctx, sessionId, { days: [day], asSeries: true });
    const made = await Promise.allSettled([make("2027-02-03"), make("2027-02-04")]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await readDesk(ctx, sessionId)).version).toBe(2);
  });
});
