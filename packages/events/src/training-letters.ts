import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { ofBooking, PlaceFacts, SessionFacts, sampleBooking, samplePlace, sampleSession } from "./training-parts.ts";

export const delegatesMessaged = /* @__PURE__ */ defineEvent({
  type: "training.delegates-messaged",
  version: 1,
  summary: "Staff wrote to those who have places at a session.",
  data: () => z.strictObject({ sessionId: z.string(), messageId: z.string() }),
  sample: { sessionId: sampleSession.sessionId, messageId: "msg_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

export const messageAddressed = /* @__PURE__ */ defineEvent({
  type: "training.message-addressed",
  version: 1,
  summary: "A message of staff is for the places of this booking. Its words lie with the session.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      messageId: z.string(),
      session: SessionFacts,
      places: z.array(PlaceFacts).min(1),
    }),
  sample: {
    ...sampleBooking,
    ...{ messageId: "msg_01KAK3F0Q8J5W2M7X9B4C6D8EF", session: sampleSession, places: [samplePlace] },
  },
});

export const delegatesReminded = /* @__PURE__ */ defineEvent({
  type: "training.delegates-reminded",
  version: 1,
  summary:
    "It is time to remind whoever booked and who comes of a session, or to send them the link to join it, which lies with the session.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      kind: z.enum(["week", "day-before", "joining"]),
      session: SessionFacts,
      /** Of a joining link: those online alone. */
      places: z.array(PlaceFacts).min(1),
    }),
  sample: {
    ...sampleBooking,
    ...{ kind: "day-before", session: sampleSession, places: [samplePlace] },
  },
});
