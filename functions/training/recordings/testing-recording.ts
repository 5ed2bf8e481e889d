import { as, staffMember, type TestCtx } from "@alliance/testing";
import type { Recording, RecordingContent } from "../schema/recording.ts";
import { addRecording, publishRecording } from "../use-cases/edit-recording.ts";

/** Ten minutes in three chapters, for members, a month from the opening. */
export const recordingContent = (more: Partial<RecordingContent> = {}): RecordingContent => ({
  title: "Writing a memorandum of understanding",
  summary: "What belongs in it, and what two governing boards will ask.",
  description: "Recorded in November.",
  subjects: ["governance"],
  minutes: 10,
  videoUrl: "https://video.example/memorandum.mp4",
  chapters: [
    { startsAtSeconds: 0, title: "Why write it down", text: "People move on." },
    { startsAtSeconds: 120, title: "What belongs in it", text: "" },
    { startsAtSeconds: 480, title: "Signing it", text: "" },
  ],
  audience: "members",
  windowDays: 30,
  ...more,
});

export async function putRecording(ctx: TestCtx, more: Partial<RecordingContent> = {}): Promise<Recording> {
  const staff = as(ctx, staffMember());
  const { recordingId } = await addRecording(staff, recordingContent(more));
  return publishRecording(staff, recordingId, "published");
}
