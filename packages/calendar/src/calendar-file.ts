import type { Instant, LondonDateTime } from "@alliance/core";
import { foldedLine, textValue } from "./lines.ts";

export interface CalendarEntry {
  /** The same through every change: what lets a calendar replace the entry that it has. */
  readonly uid: string;
  /** From 0, one more with every change of time or place, and when it is called off. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly startsAtLocal: LondonDateTime;
  readonly endsAtLocal: LondonDateTime;
  readonly title: string;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  /** A page about it. */
  readonly url?: string | undefined;
  readonly isCancelled?: boolean;
  /** Who invites, and who is invited: of a REQUEST or CANCEL. */
  readonly organiser?: Invited;
  readonly attendee?: Invited;
}

interface Invited {
  readonly name: string;
  readonly email: string;
}

export interface CalendarFile {
  /** PUBLISH to look at, REQUEST to invite or to move, CANCEL to take away. */
  readonly method: "PUBLISH" | "REQUEST" | "CANCEL";
  readonly name?: string | undefined;
  readonly entries: readonly CalendarEntry[];
}

/** London's clocks since 1996, for calendars that do not know the zone by its name. */
const london = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/London",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0100",
  "TZNAME:BST",
  "DTSTART:19960331T010000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0000",
  "TZNAME:GMT",
  "DTSTART:19961027T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** A file as RFC 5545 has it: `text/calendar; charset=utf-8; method=…`. */
export function calendarFile({ method, name, entries }: CalendarFile): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//The Partnerships Alliance//Training//EN", "CALSCALE:GREGORIAN"],
    `METHOD:${method}`,
    ...(name ? [`X-WR-CALNAME:${textValue(name)}`] : []),
    ...london,
    ...entries.flatMap(entryLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldedLine(line)}\r\n`).join("");
}

export const calendarType = ({ method }: Pick<CalendarFile, "method">): string =>
  `text/calendar; charset=utf-8; method=${method}`;

/** "2027-01-20T15:45" → "20270120T154500" */
const localTime = (local: LondonDateTime): string => `${local.replaceAll(/[-:]/g, "")}00`;
/** Seconds, and the Z that calendars insist on. */
const utcTime = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

function entryLines(entry: CalendarEntry): string[] {
  const { description, location, url, organiser, attendee } = entry;
  return [
    "BEGIN:VEVENT",
    `UID:${textValue(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utcTime(entry.changedAt)}`,
    `LAST-MODIFIED:${utcTime(entry.changedAt)}`,
    `DTSTART;TZID=Europe/London:${localTime(entry.startsAtLocal)}`,
    `DTEND;TZID=Europe/London:${localTime(entry.endsAtLocal)}`,
    `SUMMARY:${textValue(entry.title)}`,
    ...(description ? [`DESCRIPTION:${textValue(description)}`] : []),
    ...(location ? [`LOCATION:${textValue(location)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    ...(organiser ? [`ORGANIZER;CN=${parameterValue(organiser.name)}:mailto:${organiser.email}`] : []),
    ...(attendee
      ? [`ATTENDEE;CN=${parameterValue(attendee.name)};PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${attendee.email}`]
      : []),
    `STATUS:${entry.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
  ];
}

/** A name in quotes; what would end it, or the line, is left out. */
const parameterValue = (text: string): string => `"${text.replaceAll(/["\p{Cc}]/gu, "")}"`;
