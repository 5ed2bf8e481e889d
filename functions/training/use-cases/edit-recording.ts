import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import { recordingPublished } from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { recordingPk, recordingPuts } from "../keys/recording.ts";
import { currentRecording } from "../recordings/read-recordings.ts";
import type { Recording, RecordingContent } from "../schema/recording.ts";

/** Staff add a recording: a draft that nobody else sees until it is published. */
export async function addRecording(ctx: Ctx, content: RecordingContent): Promise<Recording> {
  authorise(ctx.actor, "training.manage");
  const now = ctx.clock.now();
  const recordingId = ctx.ids.next("rec");
  const recording: Recording = { recordingId, ...content, status: "draft", createdAt: now, changedAt: now };
  await commit(ctx, { put: recordingPuts(recording, 1) });
  return recording;
}

/**
 * Changes what a recording says. Its length stays once it was published: what people have seen is counted by it. `basedOn` is
 * the version that the editor had in front of them: an older one is refused.
 */
export async function changeRecording(
  ctx: Ctx,
  recordingId: string,
  { basedOn, content }: { readonly basedOn: number; readonly content: RecordingContent },
): Promise<Recording> {
  authorise(ctx.actor, "training.manage");
  const { data: before, version } = await currentRecording(ctx, recordingId);
  if (version !== basedOn) throw new Problem("stale", "Somebody changed this recording while you worked on it.");
  if (before.publishedAt !== undefined && content.minutes !== before.minutes) {
    const message = "The length stays once a recording was published: what people have seen is counted by it";
    throw new Problem("invalid-input", `${message}.`, [{ field: "minutes", message }]);
  }
  const { status, createdAt, publishedAt } = before;
  const after: Recording = {
    ...{ recordingId, ...content, status, createdAt, changedAt: ctx.clock.now() },
    ...(publishedAt ? { publishedAt } : {}),
  };
  await commit(ctx, { put: recordingPuts(after, version + 1) });
  return after;
}

/** Puts a recording into the catalogue, or takes it out. A second click is the first one again. */
export async function publishRecording(
  ctx: Ctx,
  recordingId: string,
  status: "published" | "withdrawn",
): Promise<Recording> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const { data: before, version } = await currentRecording(ctx, recordingId);
    if (before.status === status) return before;
    if (before.status === "draft" && status === "withdrawn") {
      throw new Problem("conflict", "This recording is a draft: nobody sees it anyway.");
    }
    const now = ctx.clock.now();
    const after: Recording = { ...before, status, publishedAt: before.publishedAt ?? now, changedAt: now };
    const event = draft(recordingPublished, { recordingId, title: after.title, minutes: after.minutes });
    await commit(ctx, {
      put: recordingPuts(after, version + 1),
      ...(status === "published" ? { emit: [{ pk: recordingPk(recordingId), event }] } : {}),
    });
    return after;
  });
}
