import type { Key, Pattern, Put } from "@alliance/store";
import type { Work } from "../schema/work.ts";
import { sessionPk } from "./session.ts";

export const workKey = (sessionId: string, workId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `work#${workId}`,
});

/** What was and is being done for everybody at a session. */
export const worksOf = (sessionId: string): Pattern => ({ pk: sessionPk(sessionId), skPrefix: "work#", limit: 100 });

export const workPut = (work: Work, version: number): Put => ({
  key: workKey(work.sessionId, work.workId),
  entity: "training.session-work",
  version,
  data: work,
});
