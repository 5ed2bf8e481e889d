import { idOf } from "@alliance/core";
import * as z from "zod";
import { words } from "./session.ts";
import { subjects } from "./topics.ts";

export const RecordingId = /* @__PURE__ */ z.lazy(() => idOf("rec"));

/** Part of a recording; with its words where there are any, so that it can be read as well. */
const Chapter = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    startsAtSeconds: z.int().min(0),
    title: words(120, "Every chapter has a title"),
    text: z.string().trim().max(10_000, "A chapter has at most 10,000 characters"),
  }),
);
export type Chapter = z.infer<typeof Chapter>;

const content = () => ({
  title: words(120, "Enter a title"),
  summary: words(300, "Say in a sentence what it is about"),
  /** Paragraphs, with an empty line between them. */
  description: z.string().trim().max(5_000, "Use at most 5,000 characters"),
  subjects: z.array(z.enum(subjects)).min(1, "Choose at least one subject").max(5, "Choose at most five subjects"),
  minutes: z.int("Enter how many minutes it takes").min(1, "At least one minute").max(600, "At most 600 minutes"),
  /** The file itself, which a browser can play; without one its chapters are read. */
  videoUrl: z
    .url({ protocol: /^https$/, error: "Enter a link that begins with https://" })
    .max(500, "A link has at most 500 characters")
    .optional(),
  chapters: z.array(Chapter).min(1, "A recording has at least one chapter").max(60, "At most sixty chapters"),
  /** Who may watch: members whose membership includes recorded training, or everybody. Nobody pays. */
  audience: z.enum(["members", "everybody"], "Choose who may watch"),
  /** For so many days from the first opening, that day included. */
  windowDays: z.int("Enter how many days").min(1, "At least one day").max(365, "At most 365 days"),
});

interface Parts {
  readonly minutes: number;
  readonly chapters: readonly Chapter[];
}

function checkChapters({ minutes, chapters }: Parts, ctx: z.RefinementCtx): void {
  const issue = (message: string) => ctx.addIssue({ code: "custom", message, path: ["chapters"] });
  if ((chapters[0]?.startsAtSeconds ?? 0) !== 0) issue("The first chapter begins at 0:00");
  if (
    chapters.some(({ startsAtSeconds }, at) => at > 0 && startsAtSeconds <= (chapters[at - 1]?.startsAtSeconds ?? 0))
  ) {
    issue("Each chapter begins later than the one above it");
  }
  if ((chapters.at(-1)?.startsAtSeconds ?? 0) >= minutes * 60) issue("Every chapter begins before the recording ends");
}

/** What staff say about a recording and may change. */
export const RecordingContent = /* @__PURE__ */ z.lazy(() => z.strictObject(content()).superRefine(checkChapters));
export type RecordingContent = z.infer<typeof RecordingContent>;

/** A withdrawn one is in the catalogue no more; who opened it before watches it until their own last day. */
const recordingStatuses = ["draft", "published", "withdrawn"] as const;
export type RecordingStatus = (typeof recordingStatuses)[number];

export const Recording = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    recordingId: RecordingId,
    ...content(),
    status: z.enum(recordingStatuses),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().optional(),
    changedAt: z.iso.datetime(),
  }),
);
export type Recording = z.infer<typeof Recording>;

/** What lists show of it: the small part, written in the same commit. */
export const RecordingListing = /* @__PURE__ */ z.lazy(() =>
  Recording.unwrap().omit({ chapters: true, description: true }),
);
export type RecordingListing = z.infer<typeof RecordingListing>;

export function listingOfRecording({ chapters: _, description: __, ...listed }: Recording): RecordingListing {
  return listed;
}

/** Somebody's right to a recording, as it was decided when they opened it, and how far they have come. */
export const Viewing = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    personId: idOf("per"),
    recordingId: RecordingId,
    openedOn: z.iso.date(),
    /** The last day. */
    until: z.iso.date(),
    /** Why they may, as they were told. */
    reason: z.string(),
    membershipId: z.string().optional(),
    organisationName: z.string().optional(),
    /** The furthest they have been. */
    furthestSeconds: z.int().min(0),
    /** Which parts they have seen: a bit for each, as hexadecimal digits. */
    seen: z.string().regex(/^[0-9a-f]*$/),
    completedOn: z.iso.date().optional(),
  }),
);
export type Viewing = z.infer<typeof Viewing>;

/** A stretch that was watched, in seconds of the recording. */
export const Stretch = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({ from: z.int().min(0).max(36_000), to: z.int().min(1).max(36_000) })
    .refine(({ from, to }) => from < to, "The end is after the beginning"),
);
export type Stretch = z.infer<typeof Stretch>;
