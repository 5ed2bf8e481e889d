import { learningOf } from "@alliance/auth";
import type { Key, Pattern, Put } from "@alliance/store";
import { listingOfRecording, type Recording, type Viewing } from "../schema/recording.ts";

export const recordingPk = (recordingId: string): string => `recording#${recordingId}`;
export const recordingKey = (recordingId: string): Key => ({ pk: recordingPk(recordingId), sk: "recording" });

/** Those in the catalogue, the latest first. */
export const publishedRecordings: Omit<Pattern, "limit"> = {
  index: "gsi1",
  pk: "training-recordings",
  descending: true,
};
/** All of them for staff, the latest first. */
export const allRecordings: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-recordings-all", descending: true };

/** A recording and what lists show of it: one commit, one version. */
export function recordingPuts(recording: Recording, version: number): Put[] {
  const { recordingId, status, createdAt, publishedAt } = recording;
  return [
    { key: recordingKey(recordingId), entity: "training.recording", version, data: recording },
    {
      key: { pk: recordingPk(recordingId), sk: "listing" },
      entity: "training.recording-listing",
      version,
      data: listingOfRecording(recording),
      ...(status === "published" ? { gsi1: { pk: publishedRecordings.pk, sk: `${publishedAt}#${recordingId}` } } : {}),
      gsi2: { pk: allRecordings.pk, sk: `${createdAt}#${recordingId}` },
    },
  ];
}

/** What somebody opened. */
export const viewingsOf = learningOf.viewings;
export const viewingKey = (personId: string, recordingId: string): Key => ({
  pk: viewingsOf(personId).pk,
  sk: recordingId,
});
export const viewingPut = (viewing: Viewing, version: number): Put => ({
  key: viewingKey(viewing.personId, viewing.recordingId),
  entity: "training.viewing",
  version,
  data: viewing,
});
