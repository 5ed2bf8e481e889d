import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { bookerAndDelegate, type LettersCtx, lettersWorld, type Outbox, sessionSays } from "../test-world.ts";
import { remindOfSession } from "./letters-of-reminding.ts";

const { delegatesReminded } = training;
const { sample } = delegatesReminded;
const [place] = sample.places as [(typeof sample.places)[number]];
const { delegate: _, ...unnamed } = place;
const title = sample.session.title;

let ctx: LettersCtx;
let outbox: Outbox;
let bookedBy: string;
beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  bookedBy = await bookerAndDelegate(ctx);
});

const { sessionId } = sample.session;
const letters = () => outbox.sent.map(({ to, subject }) => `${to}: ${subject}`);
const remind = (more: Partial<typeof sample> = {}, id = "evt_1") =>
  remindOfSession(ctx, eventOf(delegatesReminded, { ...sample, bookedBy, ...more }, { id }));

test("whoever booked and each delegate get one letter of a reminder, with the way in", async () => {
  await sessionSays(ctx, sessionId, { venue: { instructions: "Ring at the side door in Quay Street." } });
  await remind();
  await remind();
  expect(letters()).toEqual([
    `amara@school.example: 18 March, 13:00: ${title}`,
    `rhys@school.example: 18 March, 13:00: ${title}`,
  ]);
  expect(outbox.sent[1]?.text).toContain("Ring at the side door in Quay Street.");
  await remind({}, "evt_2");
  expect(letters()).toHaveLength(4);
});

test("names that are missing are asked for", async () => {
  await remind({
    places: [
      { ...unnamed, placeId: "plc_2" },
      { ...unnamed, placeId: "plc_3" },
    ],
  });
  expect(letters()).toEqual([`amara@school.example: Who comes? 18 March, 13:00: ${title}`]);
  expect(outbox.sent[0]?.text).toContain("2 places have no names yet");
});

test("the link of the day goes to those online, and to whoever booked only where they need it", async () => {
  const session = { ...sample.session, format: "online" as const };
  await sessionSays(ctx, sessionId, { online: { link: "https://meet.example/a" } });
  const online = { ...place, poolId: "online" as const };
  await remind({ kind: "joining", session, places: [online] });
  expect(letters()).toEqual([`rhys@school.example: To join today: ${title}`]);
  expect(outbox.sent[0]?.text).toContain("https://meet.example/a");
  await remind({ kind: "joining", session, places: [{ ...online, delegate: { personId: bookedBy } }] }, "evt_2");
  expect(letters().slice(1)).toEqual([`amara@school.example: To join today: ${title}`]);
});

test("a link that is not known yet is promised to those online, and never to those in the room", async () => {
  const session = { ...sample.session, format: "hybrid" as const };
  const both = [place, { ...place, placeId: "plc_2", poolId: "online" as const, delegate: { personId: bookedBy } }];
  await sessionSays(ctx, sessionId, { venue: { instructions: "Ring twice" } });
  await remind({ session, places: both });
  expect(outbox.sent.map(({ text }) => /link to join comes/.test(text))).toEqual([true, false]);
});

test("whoever is not known any more does not keep the others from theirs", async () => {
  await remind({ bookedBy: "per_gone" });
  expect(letters()).toHaveLength(1);
});

test("a link that staff took away again is not told of", async () => {
  await sessionSays(ctx, sessionId, { online: {} });
  await remind({ kind: "joining", session: { ...sample.session, format: "online" }, places: [place] });
  expect(letters()).toEqual([]);
});
