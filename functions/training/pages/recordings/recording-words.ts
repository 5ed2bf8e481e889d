import type { RecordingListing, RecordingStatus } from "../../schema/recording.ts";

export const recordingTags: Readonly<Record<RecordingStatus, { readonly text: string; readonly classes: string }>> = {
  draft: { text: "Draft", classes: "govuk-tag--grey" },
  published: { text: "Published", classes: "govuk-tag--green" },
  withdrawn: { text: "Withdrawn", classes: "govuk-tag--yellow" },
};

/** "12:30" of seconds */
export const offsetInWords = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export const daysInWords = (days: number): string => (days === 1 ? "1 day" : `${days} days`);

export const whoMayWatch = ({ audience }: Pick<RecordingListing, "audience">): string =>
  audience === "members" ? "Included with membership" : "Free for everybody";
