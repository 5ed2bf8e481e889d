import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { ofBooking, PlaceFacts, SessionFacts, sampleBooking, samplePlace, sampleSession } from "./training-parts.ts";

/** How to get in, as it stands in the session at this moment: for the letters to its delegates and nothing else. */
const WayIn = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    /** For places in the room. */
    room: z.string().optional(),
    online: z.strictObject({ link: z.string().optional(), instructions: z.string().optional() }).optional(),
  }),
);

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
  summary: "A message of staff is for the places of this booking.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      messageId: z.string(),
      session: SessionFacts,
      /** As staff wrote them: the form asks for no names of people. */
      subject: z.string(),
      text: z.string(),
      places: z.array(PlaceFacts).min(1),
    }),
  sample: {
    ...sampleBooking,
    ...{ messageId: "msg_01KAK3F0Q8J5W2M7X9B4C6D8EF", session: sampleSession, places: [samplePlace] },
    ...{ subject: "Please bring your evaluation plan", text: "We will work on it in groups.\n\nA draft is enough." },
  },
});

export const delegatesReminded = /* @__PURE__ */ defineEvent({
  type: "training.delegates-reminded",
  version: 1,
  summary: "It is time to remind whoever booked and who comes of a session, or to send them the link to join it.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      kind: z.enum(["week", "day-before", "joining"]),
      session: SessionFacts,
      /** Of a joining link: those online alone. */
      places: z.array(PlaceFacts).min(1),
      wayIn: WayIn,
    }),
  sample: {
    ...sampleBooking,
    ...{ kind: "day-before", session: sampleSession, places: [samplePlace] },
    wayIn: { room: "Ring at the side door in Quay Street." },
  },
});
