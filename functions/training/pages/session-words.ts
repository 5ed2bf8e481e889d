import type { Listing, SessionStatus } from "../schema/session.ts";
import { formatNames } from "../schema/topics.ts";

/** "Online", "In person, North East" */
export const whereInWords = ({ format, region }: Pick<Listing, "format" | "region">): string =>
  [formatNames[format], format === "online" ? undefined : region].filter(Boolean).join(", ");

export const statusTags: Readonly<Record<SessionStatus, { readonly text: string; readonly classes: string }>> = {
  draft: { text: "Draft", classes: "govuk-tag--grey" },
  scheduled: { text: "Publishes itself", classes: "govuk-tag--yellow" },
  published: { text: "Published", classes: "govuk-tag--green" },
  cancelled: { text: "Cancelled", classes: "govuk-tag--red" },
  completed: { text: "Over", classes: "govuk-tag--blue" },
};
