import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { expect, test } from "vitest";
import { bookerAndDelegate, lettersWorld, messageSays } from "../test-world.ts";
import { passMessageOn } from "./pass-message-on.ts";

const { sample } = training.messageAddressed;
const subject = "Please bring your evaluation plan";

async function world() {
  const { ctx, outbox } = lettersWorld();
  const bookedBy = await bookerAndDelegate(ctx);
  const message = { sessionId: sample.session.sessionId, messageId: sample.messageId };
  await messageSays(ctx, { ...message, subject, text: "We will work on it in groups.\n\nA draft is enough." });
  return { ctx, outbox, bookedBy };
}

const [place] = sample.places as [(typeof sample.places)[number]];

test("each delegate reads it once, and whoever booked passes it on where names are missing", async () => {
  const { ctx, outbox, bookedBy } = await world();
  const { delegate: _, ...unnamed } = place;
  const event = eventOf(training.messageAddressed, {
    ...{ ...sample, bookedBy },
    places: [place, { ...place, placeId: "plc_2" }, { ...unnamed, placeId: "plc_3" }],
  });
  await passMessageOn(ctx, event);
  await passMessageOn(ctx, event);
  expect(outbox.sent.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).toEqual([
    `amara@school.example: ${subject}`,
    `rhys@school.example: ${subject}`,
  ]);
  expect(outbox.sent.map(({ text }) => text.includes("pass this on")).toSorted()).toEqual([false, true]);
  expect(outbox.sent[0]?.text).toContain("A draft is enough.");
});

test("whoever booked and comes themselves reads it once; somebody who is gone does not keep the others from it", async () => {
  const { ctx, outbox, bookedBy } = await world();
  const own = { ...place, placeId: "plc_2", delegate: { personId: bookedBy } };
  const gone = { ...place, placeId: "plc_3", delegate: { contactId: "con_not-found" } };
  await passMessageOn(ctx, eventOf(training.messageAddressed, { ...sample, bookedBy, places: [gone, own, place] }));
  expect(outbox.sent.map(({ to }) => to)).toEqual(["amara@school.example", "rhys@school.example"]);
});
