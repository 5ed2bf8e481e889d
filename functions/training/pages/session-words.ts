import { dateInWords } from "@alliance/core";
import type { Listing, SessionStatus } from "../schema/session.ts";
import { formatNames } from "../schema/topics.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** "Wednesday 20 January 2027" */
const dayWithName = (date: string): string =>
  `${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${dateInWords(date)}`;

type Times = Pick<Listing, "startsAtLocal" | "endsAtLocal">;

/** "Wednesday 20 January 2027, 15:45 to 17:00", or from a day to a day; as clocks in London show it. */
export function whenInWords({ startsAtLocal: from, endsAtLocal: to }: Times): string {
  const [day, lastDay] = [from.slice(0, 10), to.slice(0, 10)];
  if (day === lastDay) return `${dayWithName(day)}, ${from.slice(11)} to ${to.slice(11)}`;
  return `${dayWithName(day)}, ${from.slice(11)}, to ${dayWithName(lastDay)}, ${to.slice(11)}`;
}

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
