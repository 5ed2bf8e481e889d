import type { Key, Pattern, Put, Stored } from "@alliance/store";
import type { Kept, Takings } from "../schema/takings.ts";
import { sessionPk } from "./session.ts";

export const takingsKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "takings" });

export const takingsPut = (takings: Takings, before: Stored<Takings> | undefined): Put => ({
  key: takingsKey(takings.sessionId),
  entity: "training.takings",
  version: (before?.version ?? 0) + 1,
  data: takings,
});

export const keptOf = (sessionId: string): Pattern => ({ pk: sessionPk(sessionId), skPrefix: "kept#", limit: 100 });

export const keptPut = (sessionId: string, kept: Kept): Put => ({
  key: { pk: sessionPk(sessionId), sk: `kept#${kept.cancellationId}` },
  entity: "training.kept",
  version: 1,
  data: kept,
});
