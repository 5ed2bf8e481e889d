import { authorise } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { allRecordings, publishedRecordings, viewingsOf } from "../keys/recording.ts";
import { percentSeen } from "../recordings/progress.ts";
import { currentRecording, grantsToday } from "../recordings/read-recordings.ts";
import { type MayWatch, mayWatch } from "../recordings/who-may-watch.ts";
import { type Recording, RecordingListing, Viewing } from "../schema/recording.ts";

export interface ListedRecording {
  readonly recording: RecordingListing;
  readonly may: MayWatch;
  /** Of one that they opened. */
  readonly own?: {
    readonly until: string;
    readonly isOver: boolean;
    readonly percent: number;
    readonly isComplete: boolean;
  };
}

/** The catalogue for whoever looks: the latest hundred, with what they may and how far they have come. For anyone. */
export async function browseRecordings(ctx: Ctx): Promise<readonly ListedRecording[]> {
  const today = londonDateOf(ctx.clock.now());
  const [{ items }, grants, viewings] = await Promise.all([
    ctx.table.query({ ...publishedRecordings, limit: 100 }, RecordingListing),
    grantsToday(ctx),
    ownViewings(ctx),
  ]);
  return items.map(({ data: recording }) => {
    const own = viewings.get(recording.recordingId);
    const may = mayWatch(recording, grants, today);
    return { recording, may, ...(own ? { own: standingOf(own, recording, today) } : {}) };
  });
}

const standingOf = ({ until, seen, completedOn }: Viewing, { minutes }: RecordingListing, today: string) => ({
  ...{ until, isOver: until < today, percent: percentSeen(seen, minutes), isComplete: completedOn !== undefined },
});

async function ownViewings(ctx: Ctx): Promise<ReadonlyMap<string, Viewing>> {
  if (ctx.actor.kind !== "person") return new Map();
  const { items } = await ctx.table.query({ ...viewingsOf(ctx.actor.personId), limit: 100 }, Viewing);
  return new Map(items.map(({ data }) => [data.recordingId, data]));
}

/** All recordings, the latest hundred first. For the alliance's own people. */
export async function listRecordings(ctx: Ctx): Promise<readonly RecordingListing[]> {
  authorise(ctx.actor, "training.read-any");
  const { items } = await ctx.table.query({ ...allRecordings, limit: 100 }, RecordingListing);
  return items.map(({ data }) => data);
}

/** All there is about a recording, for the alliance's own people. */
export async function readRecordingDesk(
  ctx: Ctx,
  recordingId: string,
): Promise<{ readonly recording: Recording; readonly version: number }> {
  authorise(ctx.actor, "training.read-any");
  const { data: recording, version } = await currentRecording(ctx, recordingId);
  return { recording, version };
}
