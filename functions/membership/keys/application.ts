import { epochSeconds } from "@alliance/core";
import type { Key, Pattern, Put } from "@alliance/store";
import type { Application, JoinDraft } from "../schema/application.ts";

export const applicationPk = (applicationId: string): string => `application#${applicationId}`;

export const applicationKey = (applicationId: string): Key => ({ pk: applicationPk(applicationId), sk: "application" });

/** Newest first. */
export const applicationsBy = (personId: string): Pattern => ({
  index: "gsi1",
  pk: `applicant#${personId}`,
  descending: true,
  limit: 20,
});

type WaitingStatus = "pending" | "stranded" | "awaiting-approval";
const isWaiting = (status: Application["status"]): status is WaitingStatus =>
  status === "pending" || status === "stranded" || status === "awaiting-approval";

/** Oldest first: what waits longest is on top. */
export const applicationsThat = (status: WaitingStatus): Omit<Pattern, "limit"> => ({
  index: "gsi2",
  pk: `applications#${status}`,
});

export const draftKey = (personId: string, who: string): Key => ({
  pk: `person#${personId}`,
  sk: `join-answers#${who}`,
});

/** Joinings that somebody began and did not finish. */
export const draftsOf = (personId: string): Pattern => ({
  pk: `person#${personId}`,
  skPrefix: "join-answers#",
  limit: 20,
});

export const applicationPut = (application: Application, version: number): Put => ({
  key: applicationKey(application.applicationId),
  entity: "membership.application",
  version,
  data: application,
  gsi1: { pk: `applicant#${application.applicantId}`, sk: `application#${application.applicationId}` },
  ...(isWaiting(application.status)
    ? { gsi2: { pk: `applications#${application.status}`, sk: application.applicationId } }
    : {}),
});

/** What ends soonest first: the clear-up looks for what is over. */
export const draftsByEnd = (limit: number): Pattern => ({ index: "gsi2", pk: "join-drafts", limit });

export const draftPut = (
  personId: string,
  draft: JoinDraft & { readonly keptUntil: string },
  version: number,
): Put => ({
  key: draftKey(personId, draft.who),
  entity: "membership.join-draft",
  version,
  data: draft,
  gsi2: { pk: "join-drafts", sk: `${draft.keptUntil}#${personId}#${draft.who}` },
  expiresAtSeconds: epochSeconds(draft.keptUntil),
});
