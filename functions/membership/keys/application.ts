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

/** Oldest first: what waits longest is on top. */
export const applicationsThat = (status: "pending" | "stranded"): Omit<Pattern, "limit"> => ({
  index: "gsi2",
  pk: `applications#${status}`,
});

export const draftKey = (personId: string, urn: string): Key => ({ pk: `person#${personId}`, sk: `join-draft#${urn}` });

export const applicationPut = (application: Application, version: number): Put => ({
  key: applicationKey(application.applicationId),
  entity: "membership.application",
  version,
  data: application,
  gsi1: { pk: `applicant#${application.applicantId}`, sk: `application#${application.applicationId}` },
  ...(application.status === "pending" || application.status === "stranded"
    ? { gsi2: { pk: `applications#${application.status}`, sk: application.applicationId } }
    : {}),
});

export const draftPut = (personId: string, draft: JoinDraft, version: number, expiresAtSeconds: number): Put => ({
  key: draftKey(personId, draft.urn),
  entity: "membership.join-draft",
  version,
  data: draft,
  expiresAtSeconds,
});
