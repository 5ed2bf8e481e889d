import type { Key, Pattern, Put } from "@alliance/store";
import type { Needs } from "../schema/needs.ts";
import { sessionPk } from "./session.ts";

export const needsKey = ({ sessionId, placeId }: Pick<Needs, "sessionId" | "placeId">): Key => ({
  pk: sessionPk(sessionId),
  sk: `needs#${placeId}`,
});

export const needsOf = (sessionId: string): Pattern => ({ pk: sessionPk(sessionId), skPrefix: "needs#", limit: 100 });

/** Those that are to be removed first, first. */
export const needsToRemove: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-needs" };

export const needsPut = (needs: Needs, version: number): Put => ({
  key: needsKey(needs),
  entity: "training.needs",
  version,
  data: needs,
  gsi2: { pk: needsToRemove.pk, sk: `${needs.removeAt}#${needs.placeId}` },
});
