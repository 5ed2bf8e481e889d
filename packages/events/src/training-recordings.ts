import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

const recordingId = "rec_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const title = "Writing a memorandum of understanding";

export const recordingPublished = /* @__PURE__ */ defineEvent({
  type: "training.recording-published",
  version: 1,
  summary: "A recording is in the catalogue.",
  data: () => z.strictObject({ recordingId: z.string(), title: z.string(), minutes: z.int().min(1) }),
  sample: { recordingId, title, minutes: 42 },
});

export const recordingOpened = /* @__PURE__ */ defineEvent({
  type: "training.recording-opened",
  version: 1,
  summary: "Somebody may watch a recording until a day: decided when they opened it, and kept until then.",
  data: () =>
    z.strictObject({
      recordingId: z.string(),
      personId: z.string(),
      /** Whose membership decided; absent where everybody may. */
      membershipId: z.string().optional(),
      openedOn: LondonDate,
      until: LondonDate,
    }),
  sample: {
    recordingId,
    personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EG",
    ...{ openedOn: "2027-01-20", until: "2027-02-18" },
  },
});

export const recordingCompleted = /* @__PURE__ */ defineEvent({
  type: "training.recording-completed",
  version: 1,
  summary: "Somebody has watched a recording, as good as all of it: once for each recording and person.",
  data: () =>
    z.strictObject({
      recordingId: z.string(),
      title: z.string(),
      personId: z.string(),
      /** The length of the recording. */
      minutes: z.int().min(1),
      completedOn: LondonDate,
    }),
  sample: { recordingId, title, personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF", minutes: 42, completedOn: "2027-01-21" },
});
