import { openLetterSecret } from "@alliance/auth";
import { training } from "@alliance/events";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { bookerAndDelegate, type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { tellChangedDelegate } from "./letters-of-changed-places.ts";
import { thankAttendee } from "./thank-attendee.ts";

const { certificateIssued, delegateChanged } = training;

let ctx: LettersCtx;
let outbox: Outbox;
beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  await bookerAndDelegate(ctx);
});

const issued = (more = {}) => eventOf(certificateIssued, { ...certificateIssued.sample, ...more });

test("whoever was there is thanked once, with a link that opens their certificate and the form", async () => {
  await thankAttendee(ctx, issued());
  await thankAttendee(ctx, issued());
  expect(outbox.sent.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
    `rhys@school.example: Your certificate: ${certificateIssued.sample.title}`,
  ]);
  const secret = /\/training\/feedback\/([\w-]{43})/.exec(outbox.sent[0]?.text ?? "")?.[1] ?? "";
  const { sessionId, placeId } = certificateIssued.sample;
  expect(await openLetterSecret(ctx, "feedback", secret)).toMatchObject({ opens: `${sessionId}#${placeId}` });
  expect(JSON.stringify([...ctx.table.items])).not.toContain(secret);
  expect(JSON.stringify(published(ctx))).not.toMatch(/Rhys|rhys@/);
});

test("somebody who was erased meanwhile gets none, and keeps nobody from theirs", async () => {
  expect(await thankAttendee(ctx, issued({ delegate: { personId: "per_gone" } }))).toBe("not-known");
});

test("whoever is named at the door is not told that they have a place: they are there", async () => {
  ctx.clock.moveSeconds(365 * 86_400);
  expect(await tellChangedDelegate(ctx, eventOf(delegateChanged, delegateChanged.sample))).toBe("begun");
  expect(outbox.sent).toEqual([]);
});
