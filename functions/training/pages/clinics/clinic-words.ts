import { londonDateTimeOf, whenInWords } from "@alliance/core";
import type { Slot } from "../../clinics/slots-of.ts";
import type { Appointment, AppointmentStatus } from "../../schema/appointment.ts";
import type { Clinic, ClinicStatus } from "../../schema/clinic.ts";
import { timeInWords } from "../session-words.ts";

interface TagWords {
  readonly text: string;
  readonly classes: string;
}

export const appointmentTags: Readonly<Record<AppointmentStatus, TagWords>> = {
  requested: { text: "Not answered yet", classes: "govuk-tag--yellow" },
  confirmed: { text: "Agreed", classes: "govuk-tag--green" },
  over: { text: "Over", classes: "govuk-tag--blue" },
  declined: { text: "Declined", classes: "govuk-tag--red" },
  "not-answered": { text: "Not answered", classes: "govuk-tag--red" },
  cancelled: { text: "Cancelled", classes: "govuk-tag--grey" },
};

export const clinicTags: Readonly<Record<ClinicStatus, TagWords>> = {
  draft: { text: "Draft", classes: "govuk-tag--grey" },
  open: { text: "Takes requests", classes: "govuk-tag--green" },
  paused: { text: "Paused", classes: "govuk-tag--yellow" },
};

/** "24 November 2026, 17:00" of an instant, as clocks in London show it. */
export const instantInWords = (instant: string): string => timeInWords(londonDateTimeOf(instant));

/** "15:00 to 15:30" */
export const clockInWords = ({ startsAtLocal, endsAtLocal }: Pick<Slot, "startsAtLocal" | "endsAtLocal">): string =>
  `${startsAtLocal.slice(11)} to ${endsAtLocal.slice(11)}`;

/** "Wednesday 25 November 2026" */
export const dayOfSlot = (slot: Pick<Slot, "startsAtLocal" | "endsAtLocal">): string =>
  whenInWords(slot).split(",")[0] ?? "";

export const whoMayAsk = ({ audience }: Pick<Clinic, "audience">): string =>
  audience === "members" ? "Comes with every membership" : "Free for everybody";

export const howAnswered = ({ approval }: Pick<Clinic, "approval">): string =>
  approval === "automatic"
    ? "A free time is yours at once."
    : "You choose a time and say what it is about. We answer within two school days; until then the time is kept for you.";

/** The same for staff. */
export const byWhomAnswered = ({ approval }: Pick<Clinic, "approval">): string =>
  approval === "automatic"
    ? "Nobody need answer: a free time is theirs at once"
    : "The expert or staff answer within two school days; until then the time is kept";

export const peopleInWords = ({ mostPeople }: Pick<Clinic, "mostPeople">): string =>
  mostPeople === 1 ? "One to one" : `Up to ${mostPeople} of you together`;

export const placeInWords = ({ format, venue }: Pick<Appointment, "format" | "venue">): string =>
  format === "online" || venue === undefined
    ? "Online"
    : [venue.name, ...venue.addressLines, venue.postcode].join(", ");
