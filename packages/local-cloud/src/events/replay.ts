import { randomUUID } from "node:crypto";
import { AwsError, type Cloud } from "../contract.ts";
import { eventBusesOf } from "./event-buses.ts";

export interface ArchiveSummary {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly events: number;
  readonly retentionDays: number;
}

export interface ReplayRequest {
  readonly archiveArn: string;
  /** Epoch milliseconds of the platform's clock; the end is excluded. */
  readonly from: number;
  readonly to: number;
  readonly name?: string;
}

export interface Replay {
  readonly name: string;
  readonly archiveArn: string;
  readonly state: "RUNNING" | "COMPLETED" | "FAILED";
  readonly replayed: number;
}

const PAGE = 100;
const replays = new WeakMap<Cloud, Map<string, Replay>>();

export function listArchives(cloud: Cloud): readonly ArchiveSummary[] {
  const { archives } = eventBusesOf(cloud);
  return archives.all.map(({ name, arn, busName, retentionDays }) => ({
    name,
    arn,
    busName,
    retentionDays,
    events: archives.count(arn),
  }));
}

/** Every replay since this cloud was started. */
export function replaysOf(cloud: Cloud): Map<string, Replay> {
  const known = replays.get(cloud) ?? new Map<string, Replay>();
  replays.set(cloud, known);
  return known;
}

/** Puts archived events on their bus again, under their own ids and traces; resolves when all have been accepted. */
export async function startReplay(cloud: Cloud, request: ReplayRequest): Promise<Replay> {
  const { archives } = eventBusesOf(cloud);
  const archive = archives.all.find((candidate) => candidate.arn === request.archiveArn);
  if (archive === undefined) {
    throw new AwsError("ResourceNotFoundException", `The template has no archive ${request.archiveArn}.`);
  }
  if (!(request.from < request.to)) throw new AwsError("ValidationException", "A replay must end after it starts.");
  const name = request.name ?? `replay-${randomUUID()}`;
  const all = replaysOf(cloud);
  if (all.has(name)) throw new AwsError("ResourceAlreadyExistsException", `There is a replay ${name} already.`);
  const progress = (state: Replay["state"], replayed: number): Replay => {
    const replay = { name, archiveArn: archive.arn, state, replayed };
    all.set(name, replay);
    return replay;
  };
  let replayed = 0;
  let lastRow = 0;
  progress("RUNNING", 0);
  for (;;) {
    const page = archives.read(archive.arn, request.from, request.to, lastRow, PAGE);
    for (const { rowId, event, traceId } of page) {
      eventBusesOf(cloud).append({
        source: event.source,
        detailType: event["detail-type"],
        detail: event.detail,
        resources: event.resources,
        time: Date.parse(event.time),
        traceId,
        busName: archive.busName,
        replay: { name, id: event.id },
      });
      lastRow = rowId;
      replayed += 1;
    }
    if (page.length < PAGE) return progress("COMPLETED", replayed);
    progress("RUNNING", replayed);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
