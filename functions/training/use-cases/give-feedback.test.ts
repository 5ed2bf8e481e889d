import { issueLetterSecret } from "@alliance/auth";
import { membership } from "@alliance/events";
import { as, eventOf, person, staffMember, system } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type Day, moveTo, theDay, trainer } from "../attendance/testing-day.ts";
import { booker } from "../bookings/testing-school.ts";
import { deliver, eventsOf } from "../bookings/testing-world.ts";
import type { Answers } from "../schema/feedback.ts";
import { admitWalkIn } from "./admit-walk-in.ts";
import { closeRegister } from "./close-register.ts";
import { forgetNames } from "./forget-names.ts";
import { giveFeedback, readOwnFeedback } from "./give-feedback.ts";
import { markAttendance } from "./mark-attendance.ts";
import { readFeedback } from "./read-feedback.ts";
import { readRecord } from "./read-record.ts";

const answers: Answers = {
  useful: "very",
  pitch: "right",
  recommend: "yes",
  next: "Ring the other school",
  better: "",
};

let day: Day;
beforeEach(async () => {
  day = await theDay();
  const { sessionId } = day.session;
  for (const [at, placeId] of day.placeIds.entries()) {
    const tap = { placeId, mark: "present", tapId: `tap-2000${at}`, secondsAgo: 0 } as const;
    await markAttendance(as(day.ctx, trainer), sessionId, [tap]);
  }
  for (const name of ["Cy", "Di", "Ed"]) {
    const walkIn = { name, email: `${name}@example.org`, organisationName: "Cliff Top Trust", poolId: "room" } as const;
    await admitWalkIn(as(day.ctx, trainer), sessionId, walkIn);
  }
  await closeRegister(as(day.ctx, trainer), sessionId);
  await deliver(day.ctx);
});

/** Places with a certificate: Ada's, Ben's, and the walk-ins'. */
const places = (): string[] =>
  eventsOf(day.ctx, "certificate-issued").map(({ data }) => (data as { placeId: string }).placeId);
const letterTo = async (placeId: string, expiresAt = "2027-03-01T00:00:00.000Z") => ({
  secret: await issueLetterSecret(day.ctx, {
    purpose: "feedback",
    opens: `${day.session.sessionId}#${placeId}`,
    expiresAt,
  }),
});
const figures = () => readFeedback(as(day.ctx, staffMember()), day.session.sessionId);
const anybody = () => ({ ...day.ctx, actor: { kind: "anonymous" } as const });

describe("feedback", () => {
  it("is given by the link of a letter, once a place; sent again it changes what was said", async () => {
    const pass = await letterTo(places()[0] ?? "");
    await giveFeedback(anybody(), pass, answers);
    await giveFeedback(anybody(), pass, answers);
    expect(eventsOf(day.ctx, "feedback-given")).toHaveLength(1);
    await giveFeedback(anybody(), pass, { ...answers, useful: "not" });
    expect(await figures()).toMatchObject({ given: 1 });
    expect((await readOwnFeedback(anybody(), pass)).given).toMatchObject({ useful: "not" });
    expect(JSON.stringify(eventsOf(day.ctx, "feedback-given"))).not.toContain("Ring");
  });

  it("is given signed in, by whose certificate it is", async () => {
    const code = (await readRecord(as(day.ctx, booker))).years[0]?.entries[0]?.code ?? "";
    await giveFeedback(as(day.ctx, booker), { code }, answers);
    expect((await readOwnFeedback(as(day.ctx, booker), { code })).given).toEqual(answers);
    await expect(readOwnFeedback(as(day.ctx, trainer), { code })).rejects.toMatchObject({ code: "not-found" });
    await expect(readOwnFeedback(anybody(), { code })).rejects.toMatchObject({ code: "not-signed-in" });
  });

  it("two answers from one place at once leave one", async () => {
    const pass = await letterTo(places()[0] ?? "");
    await Promise.all([
      giveFeedback(anybody(), pass, answers),
      giveFeedback(anybody(), pass, { ...answers, pitch: "basic" }),
    ]);
    expect((await figures()).given).toBe(1);
  });

  it("is refused by a forged link, one that ran out, one of a place without certificate, and after a month", async () => {
    const forged = { secret: "A".repeat(43) };
    for (const pass of [
      forged,
      await letterTo(places()[0] ?? "", "2027-01-20T16:00:00.000Z"),
      await letterTo(day.placeIds[2]),
    ]) {
      await expect(giveFeedback(anybody(), pass, answers)).rejects.toMatchObject({ code: "not-found" });
    }
    const pass = await letterTo(places()[0] ?? "");
    moveTo(day.ctx, "2027-02-20T09:00:00.000Z");
    await expect(giveFeedback(anybody(), pass, answers)).rejects.toMatchObject({ code: "gone" });
    expect((await figures()).given).toBe(0);
  });
});

describe("what staff see", () => {
  it("has no words any more of somebody who was erased, and still counts what they chose", async () => {
    await giveFeedback(anybody(), await letterTo(day.placeIds[0]), answers);
    const decided = { personId: booker.personId, outcome: "approved", reason: "data-protection" } as const;
    await forgetNames(as(day.ctx, system("training")), eventOf(membership.erasureDecided, decided));
    const { given, words } = await figures();
    expect([given, words.get("next")]).toEqual([1, []]);
  });

  it("are no figures of four answers, those of five, and words without anybody's name", async () => {
    for (const placeId of places().slice(0, 4)) await giveFeedback(anybody(), await letterTo(placeId), answers);
    expect((await figures()).figures).toBeUndefined();
    await giveFeedback(anybody(), await letterTo(places()[4] ?? ""), { ...answers, useful: "partly", next: "" });
    const { figures: shown, words } = await figures();
    expect([...(shown?.get("useful") ?? [])]).toEqual([
      ["very", 4],
      ["useful", 0],
      ["partly", 1],
      ["hardly", 0],
      ["not", 0],
    ]);
    expect(words.get("next")).toHaveLength(4);
    expect(words.get("better")).toEqual([]);
  });

  it("is refused to others", async () => {
    for (const actor of [person(), trainer, staffMember("finance")]) {
      await expect(readFeedback(as(day.ctx, actor), day.session.sessionId)).rejects.toMatchObject({
        code: "not-allowed",
      });
    }
  });
});
