import { authorise } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import type { Ctx, QueryPage } from "@alliance/store";
import { allRecordings, publishedRecordings, viewingKey } from "../keys/recording.ts";
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

interface PageOf {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const pageOf = ({ limit, cursor }: PageOf) => ({ limit, ...(cursor ? { cursor } : {}) });

export interface RecordingsPage {
  readonly recordings: readonly ListedRecording[];
  readonly cursor?: string;
}

/** The catalogue for whoever looks, the latest first: with what they may and how far they have come. For anyone. */
export async function browseRecordings(ctx: Ctx, page: PageOf): Promise<RecordingsPage> {
  const today = londonDateOf(ctx.clock.now());
  const [{ items, cursor }, grants] = await Promise.all([
    ctx.table.query({ ...publishedRecordings, ...pageOf(page) }, RecordingListing),
    grantsToday(ctx),
  ]);
  const all = items.map(({ data }) => data);
  const viewings = await ownViewings(ctx, all);
  const recordings = all.map((recording, at) => {
    const own = viewings[at]?.data;
    const may = mayWatch(recording, grants, today);
    return { recording, may, ...(own ? { own: standingOf(own, recording, today) } : {}) };
  });
  return { recordings, ...(cursor ? { cursor } : {}) };
}

const standingOf = ({ until, seen, completedOn }: Viewing, { minutes }: RecordingListing, today: string) => ({
  ...{ until, isOver: until < today, percent: percentSeen(seen, minutes), isComplete: completedOn !== undefined },
});

/** What whoever looks opened of these, in their order. */
async function ownViewings({ actor, table }: Ctx, all: readonly RecordingListing[]) {
  if (actor.kind !== "person") return [];
  return table.getMany(
    all.map(({ recordingId }) => viewingKey(actor.personId, recordingId)),
    Viewing,
  );
}

/** All recordings, the latest first. For the alliance's own people. */
export async function listRecordings(ctx: Ctx, page: PageOf): Promise<QueryPage<RecordingListing>> {
  authorise(ctx.actor, "training.read-any");
  return ctx.table.query({ ...allRecordings, ...pageOf(page) }, RecordingListing);
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
