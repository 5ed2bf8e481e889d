import { readMessageWords } from "@alliance/auth";
import { derivedIds } from "@alliance/core";
import { as, published, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, deliver, eventsOf, held, placed, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { MessageContent } from "../schema/message.ts";
import type { Session } from "../schema/session.ts";
import { browserOf, onlineSession, putSession, venue } from "../test-world.ts";
import { beginMessage } from "../work/work-off.ts";
import { messageDelegates } from "./message-delegates.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  const pools: Session["pools"] = [
    { poolId: "room", capacity: 100 },
    { poolId: "online", capacity: 100 },
  ];
  session = await putSession(ctx, onlineSession({ format: "hybrid", region: "London", venue, pools }));
});

const message: MessageContent = { to: "all", subject: "Bring your plan", text: "We work on it in groups." };
const send = (content: Partial<MessageContent> = {}) =>
  messageDelegates(as(ctx, staffMember()), session.sessionId, { ...message, ...content });
const online = async (number: number) => {
  const wishes = [{ sessionId: session.sessionId, poolId: "online" as const, places: 1 }];
  return placed(ctx, stranger(number), await held(ctx, stranger(number), wish(session, 1, { wishes })));
};
const addressed = () => eventsOf(ctx, "message-addressed").map(({ data }) => data);

test("goes to every confirmed booking once, over many pages, and told again to nobody a second time", async () => {
  for (let number = 1; number <= 10; number++) await booked(ctx, session, 5, stranger(number));
  await held(ctx, stranger(11), wish(session));
  await send();
  await deliver(ctx);
  expect(await beginMessage(ctx, eventsOf(ctx, "delegates-messaged")[0] as never)).toBe("taken-before");
  expect(new Set(addressed().map(({ bookingId }) => bookingId)).size).toBe(10);
  expect(addressed()).toHaveLength(10);
  expect(JSON.stringify(published(ctx))).not.toContain(message.subject);
  const { messageId = "" } = addressed()[0] as { messageId?: string };
  expect(await readMessageWords(ctx.table, session.sessionId, messageId)).toEqual({
    subject: message.subject,
    text: message.text,
  });
});

test("goes to one pool alone where it is for that", async () => {
  await booked(ctx, session, 1, stranger(1));
  const { booking } = await online(2);
  await send({ to: "online" });
  await deliver(ctx);
  expect(addressed().map(({ bookingId }) => bookingId)).toEqual([booking.bookingId]);
});

test("a request that comes twice, also at once, is one message", async () => {
  await booked(ctx, session, 1, stranger(1));
  const once = () =>
    messageDelegates(
      { ...as(ctx, staffMember()), ids: derivedIds("the same form", ctx.clock.now()) },
      session.sessionId,
      message,
    );
  await Promise.allSettled([once(), once()]);
  await once();
  expect(eventsOf(ctx, "delegates-messaged")).toHaveLength(1);
});

test("nobody to write to, and nobody who may, are refused", async () => {
  await expect(send()).rejects.toMatchObject({ code: "conflict" });
  await expect(messageDelegates(as(ctx, stranger(1)), session.sessionId, message)).rejects.toMatchObject({
    code: "not-allowed",
  });
  expect(eventsOf(ctx, "delegates-messaged")).toEqual([]);
});

test("is looked at with how many get it, sent once however often it is pressed, and stands on the session's page", async () => {
  await booked(ctx, session, 2, stranger(1));
  await online(2);
  const browser = await browserOf(ctx, staffMember());
  const path = `/console/training/sessions/${session.sessionId}/message`;
  expect((await browser.get(path)).text).toContain("Write to its delegates");
  expect((await browser.submit(path, { to: "all", subject: "", text: "x" })).status).toBe(422);
  const preview = await browser.submit(path, { to: "room", subject: message.subject, text: "One.\n\nTwo." });
  expect(preview.text).toContain("2 places, 2 of them without a name");
  const onceKey = /name="onceKey" value="([^"]+)"/.exec(preview.text)?.[1] ?? "";
  const changing = await browser.submit(path, { to: "room", subject: message.subject, text: "One.", again: "yes" });
  expect([changing.status, changing.text]).toEqual([422, expect.stringContaining("Enter what you want to say")]);
  const kept = { to: "room", subject: message.subject, text: "One.\n\nTwo.", again: "yes" };
  expect((await browser.submit(path, kept)).text).toMatch(/Write to its delegates.*One\.\s+Two\./s);
  const fields = { to: "room", subject: message.subject, text: "One.\n\nTwo.", onceKey };
  const sent = await browser.submit(`${path}/sending`, fields);
  await browser.submit(`${path}/sending`, fields);
  await deliver(ctx);
  expect(addressed()).toHaveLength(1);
  expect((await browser.get(sent.headers.get("location") ?? "")).text).toMatch(
    /Bring your plan.*Message to 1 booking with 2 places/s,
  );
});
