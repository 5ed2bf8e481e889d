import type { Key, Pattern, Put } from "@alliance/store";
import type { Merge } from "../schema/merge.ts";
import { organisationPk } from "./organisation.ts";

export const mergeKey = (mergeId: string): Key => ({ pk: `merge#${mergeId}`, sk: "merge" });

/** Newest first. */
export const mergesPattern: Omit<Pattern, "limit"> = { index: "gsi1", pk: "merges", descending: true };

export const mergePut = (merge: Merge, version: number): Put => ({
  key: mergeKey(merge.mergeId),
  entity: "membership.merge",
  version,
  data: merge,
  gsi1: { pk: "merges", sk: merge.mergeId },
});

/** Written with every application of a known organisation and with every merge: the two at once meet here. */
export const claimsKey = (organisationId: string): Key => ({ pk: organisationPk(organisationId), sk: "claims" });

export const claimsPut = (organisationId: string, version: number): Put => ({
  key: claimsKey(organisationId),
  entity: "membership.claims",
  version,
  data: { organisationId },
});
