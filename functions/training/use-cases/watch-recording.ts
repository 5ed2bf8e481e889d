import { authorise } from "@alliance/auth";
import { dateInWords, londonDateOf, Problem, plusDays } from "@alliance/core";
import { draft, type EventDraft } from "@alliance/events";
import { recordingCompleted, recordingOpened } from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { recordingPk, viewingPut } from "../keys/recording.ts";
import { completePercent, percentSeen, stretchOf, withSeen } from "../recordings/progress.ts";
import { assertShown, currentRecording, grantsToday, loadViewing } from "../recordings/read-recordings.ts";
import { type MayWatch, mayWatch } from "../recordings/who-may-watch.ts";
import type { Recording, Stretch, Viewing } from "../schema/recording.ts";

/** A recording for whoever asks: to be opened, to be watched, over, or not for them. */
export interface Watching {
  readonly recording: Recording;
  readonly may: MayWatch;
  readonly viewing: Viewing | undefined;
  readonly isOpen: boolean;
}

/** What somebody may do with a recording today. Their own time, once it has begun, does not depend on a membership any more. */
export async function readRecording(ctx: Ctx, recordingId: string): Promise<Watching> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : undefined;
  const [{ data: recording }, stored, grants] = await Promise.all([
    currentRecording(ctx, recordingId),
    personId ? loadViewing(ctx, personId, recordingId) : undefined,
    grantsToday(ctx),
  ]);
  const viewing = stored?.data;
  assertShown(recording, viewing);
  const today = londonDateOf(ctx.clock.now());
  const isOpen = viewing !== undefined && today <= viewing.until;
  return { recording, may: mayWatch(recording, grants, today), viewing, isOpen };
}

/** Begins somebody's time with a recording, decided today and kept to its end; begun already, it is as it was. */
export async function openRecording(ctx: Ctx, recordingId: string): Promise<Viewing> {
  authorise(ctx.actor, "training.book");
  const { personId } = personOf(ctx);
  return retryingConflicts(async () => {
    const [{ data: recording }, before] = await Promise.all([
      currentRecording(ctx, recordingId),
      loadViewing(ctx, personId, recordingId),
    ]);
    const today = londonDateOf(ctx.clock.now());
    if (before && today <= before.data.until) return before.data;
    assertShown(recording, undefined);
    const may = mayWatch(recording, await grantsToday(ctx), today);
    if (!may.allowed) throw new Problem("not-allowed", `This recording comes with membership. ${may.reason}`);
    const viewing = opened({ personId, recording, may, before: before?.data }, today);
    const { until, membershipId } = viewing;
    const data = { recordingId, personId, openedOn: today, until, ...(membershipId ? { membershipId } : {}) };
    await commit(ctx, {
      put: [viewingPut(viewing, (before?.version ?? 0) + 1)],
      emit: [of(recordingId, draft(recordingOpened, data))],
    });
    return viewing;
  });
}

const of = (recordingId: string, event: EventDraft) => ({ pk: recordingPk(recordingId), event });

interface Opening {
  readonly personId: string;
  readonly recording: Recording;
  readonly may: Extract<MayWatch, { allowed: true }>;
  readonly before: Viewing | undefined;
}

/** What was seen in an earlier time stays seen. */
function opened({ personId, recording, may, before }: Opening, today: string): Viewing {
  const { recordingId, windowDays } = recording;
  const { reason, membershipId, organisationName } = may;
  return {
    ...{ personId, recordingId, openedOn: today, until: plusDays(today, windowDays - 1), reason },
    ...(membershipId ? { membershipId } : {}),
    ...(organisationName ? { organisationName } : {}),
    ...{ furthestSeconds: before?.furthestSeconds ?? 0, seen: before?.seen ?? "" },
    ...(before?.completedOn ? { completedOn: before.completedOn } : {}),
  };
}

/**
 * Notes a stretch that somebody watched. Whatever order stretches come in, from however many devices: what was seen stays
 * seen, and the furthest point is the furthest. As good as all of it is told once.
 */
export async function noteProgress(ctx: Ctx, recordingId: string, stretch: Stretch): Promise<Viewing> {
  authorise(ctx.actor, "training.book");
  const { personId } = personOf(ctx);
  return retryingConflicts(async () => {
    const [{ data: recording }, stored] = await Promise.all([
      currentRecording(ctx, recordingId),
      loadViewing(ctx, personId, recordingId),
    ]);
    if (stored === undefined) throw new Problem("not-found", "You have not opened this recording yet.");
    const { data: before, version } = stored;
    const today = londonDateOf(ctx.clock.now());
    if (today > before.until) {
      throw new Problem("gone", `Your time with this recording ended on ${dateInWords(before.until)}.`);
    }
    const after = watched(before, recording, stretch, today);
    if (after.seen === before.seen && after.furthestSeconds === before.furthestSeconds) return before;
    const isNews = before.completedOn === undefined && after.completedOn !== undefined;
    await commit(ctx, {
      put: [viewingPut(after, version + 1)],
      emit: isNews ? [of(recordingId, completedEvent(after, recording, today))] : [],
    });
    return after;
  });
}

function watched(before: Viewing, { minutes }: Recording, stretch: Stretch, today: string): Viewing {
  const seen = withSeen(before.seen, stretch, minutes);
  const furthestSeconds = Math.min(Math.max(before.furthestSeconds, stretch.to), minutes * 60);
  const isComplete = before.completedOn === undefined && percentSeen(seen, minutes) >= completePercent;
  return { ...before, seen, furthestSeconds, ...(isComplete ? { completedOn: today } : {}) };
}

const completedEvent = ({ personId }: Viewing, { recordingId, title, minutes }: Recording, completedOn: string) =>
  draft(recordingCompleted, { recordingId, title, personId, minutes, completedOn });

/** Says of a chapter that it was watched or read: for who has no script, and where there is no video. */
export async function noteChapter(ctx: Ctx, recordingId: string, chapter: number): Promise<Viewing> {
  const { data: recording } = await currentRecording(ctx, recordingId);
  const stretch = stretchOf(recording.chapters, chapter, recording.minutes);
  if (stretch === undefined) throw new Problem("not-found", "This recording has no such chapter.");
  return noteProgress(ctx, recordingId, stretch);
}
