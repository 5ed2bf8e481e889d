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
