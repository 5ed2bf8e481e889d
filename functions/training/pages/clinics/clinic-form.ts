import * as z from "zod";
import { type Clinic, ClinicContent, ExpertNamed } from "../../schema/clinic.ts";

const text = z.string().max(6_000).default("");
const names = [
  ...["title", "summary", "description", "format", "audience", "approval", "inSchoolHolidays"],
  ...["venueName", "venueAddress", "venuePostcode", "venueInstructions", "onlineLink", "onlineInstructions"],
  ...["weekly", "days", "closedDays", "slotMinutes", "bufferMinutes", "noticeHours", "daysAhead", "mostPeople"],
  ...["expert", "expertName", "expertEmail", "basedOn"],
];
const shape = {
  ...Object.fromEntries(names.map((name) => [name, text])),
  subjects: z.union([z.string(), z.array(z.string())]).default([]),
};

type Typed = Readonly<Record<string, string | undefined>>;

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;

const two = (typed = ""): string => typed.padStart(2, "0");
const lines = (typed = ""): string[] => typed.split("\n").filter((line) => line.trim() !== "");

/** "9:30 to 12.00" → ["09:30", "12:00"] */
function hoursTyped(typed: string): readonly [string, string] | undefined {
  const match = /(\d{1,2})[:.]?(\d{2})\s*(?:to|until|-|–)\s*(\d{1,2})[:.]?(\d{2})\s*$/i.exec(typed);
  return match ? [`${two(match[1])}:${match[2]}`, `${two(match[3])}:${match[4]}`] : undefined;
}

/** "25/11/2026" at the beginning of a line → "2026-11-25" */
function dayTyped(typed: string): string | undefined {
  const match = /^\s*(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})/.exec(typed);
  const date = match ? `${match[3]}-${two(match[2])}-${two(match[1])}` : "";
  return z.iso.date().safeParse(date).success ? date : undefined;
}

/** "Wed 15:00 to 17:00"; three letters of the day are enough. */
function weeklyTyped(line: string): Clinic["weekly"][number] | undefined {
  const name = /^\s*([a-z]{3})/i.exec(line)?.[1]?.toLowerCase();
  const weekday = weekdays.findIndex((each) => each.slice(0, 3).toLowerCase() === name) + 1;
  const hours = hoursTyped(line);
  return weekday > 0 && hours ? { weekday, from: hours[0], to: hours[1] } : undefined;
}

function singleTyped(line: string): Clinic["days"][number] | undefined {
  const date = dayTyped(line);
  // The year's digits are not hours.
  const hours = hoursTyped(line.replace(/^\s*\S+/, ""));
  return date && hours ? { date, from: hours[0], to: hours[1] } : undefined;
}

type Refuse = (field: string, message: string) => void;

/** A line each; of lines that are not read the first is named. */
function readLines<T>(
  typed: string | undefined,
  read: (line: string) => T | undefined,
  refuse: (line: string) => void,
) {
  const all = lines(typed);
  const found = all.map(read);
  const wrong = all.find((_, at) => found[at] === undefined);
  if (wrong !== undefined) refuse(wrong.trim());
  return found.filter((each) => each !== undefined);
}

const number = (typed: string | undefined): number =>
  /^\d{1,4}$/.test(typed?.trim() ?? "") ? Number(typed) : Number.NaN;
const given = (name: string, typed: string | undefined) => (typed?.trim() ? { [name]: typed.trim() } : {});

function whereOf(typed: Typed): object {
  const online = { ...given("link", typed.onlineLink), ...given("instructions", typed.onlineInstructions) };
  if (typed.format === "online") return Object.keys(online).length > 0 ? { online } : {};
  const addressLines = lines(typed.venueAddress).map((line) => line.trim());
  const venue = { name: typed.venueName, postcode: typed.venuePostcode, addressLines };
  return typed.format === "in-person" ? { venue: { ...venue, ...given("instructions", typed.venueInstructions) } } : {};
}

function rawOf(typed: Typed, subjects: readonly string[], refuse: Refuse): object {
  const no = (field: string, example: string) => (line: string) =>
    refuse(field, `“${line}” cannot be read: write it like ${example}`);
  return {
    ...{ title: typed.title, summary: typed.summary, description: typed.description ?? "", subjects },
    ...{ format: typed.format, ...whereOf(typed), audience: typed.audience, approval: typed.approval },
    weekly: readLines(typed.weekly, weeklyTyped, no("weekly", "Wednesday 15:00 to 17:00")),
    days: readLines(typed.days, singleTyped, no("days", "25/11/2026 09:00 to 12:00")),
    closedDays: readLines(typed.closedDays, dayTyped, no("closedDays", "25/11/2026")),
    inSchoolHolidays: typed.inSchoolHolidays === "yes",
    ...{ slotMinutes: number(typed.slotMinutes), bufferMinutes: number(typed.bufferMinutes) },
    ...{ noticeHours: number(typed.noticeHours), daysAhead: number(typed.daysAhead) },
    mostPeople: number(typed.mostPeople),
  };
}

const fields: Readonly<Record<string, string>> = {
  ...{ venue: "venueName", "venue.name": "venueName", "venue.addressLines": "venueAddress" },
  ...{ "venue.postcode": "venuePostcode", "venue.instructions": "venueInstructions" },
  ...{ online: "onlineLink", "online.link": "onlineLink", "online.instructions": "onlineInstructions" },
  ...{ "expert.name": "expertName", "expert.email": "expertEmail" },
};

const fieldOf = (path: readonly PropertyKey[]): string => {
  const [first = "", second = ""] = path.map(String);
  return fields[`${first}.${second}`] ?? fields[first] ?? first;
};

/** The form as it comes from a browser, read into a clinic's content. */
export const ClinicForm = z.strictObject(shape).transform((form, ctx) => {
  const { subjects, ...rest } = form as { subjects: string | string[] };
  const typed = rest as Typed;
  const seen = new Set<string>();
  const refuse: Refuse = (field, message) => {
    if (seen.has(field)) return;
    seen.add(field);
    ctx.addIssue({ code: "custom", path: [field], message });
  };
  const parsed = ClinicContent.safeParse(rawOf(typed, [subjects].flat(), refuse));
  const expert = expertOf(typed);
  for (const { path, message } of parsed.error?.issues ?? []) refuse(fieldOf(path), message);
  for (const { path, message } of expert.error?.issues ?? []) refuse(fieldOf(["expert", ...path]), message);
  if (!parsed.success || !expert.success || seen.size > 0) return z.NEVER;
  return { content: parsed.data, expert: expert.data, basedOn: number(typed.basedOn) };
});

/** Of a change nobody is asked: an expert stays. */
const expertOf = ({ expert, expertName, expertEmail }: Typed) =>
  expert === "other"
    ? ExpertNamed.unwrap().options[1].safeParse({ name: expertName, email: expertEmail })
    : ExpertNamed.safeParse("me");

type Values = Readonly<Record<string, string | readonly string[]>>;

const ukDay = (date: string): string => date.split("-").map(Number).reverse().join("/");

/** A clinic as the form shows it. */
export function valuesOfClinic(clinic: ClinicContent): Values {
  const { venue, online } = clinic;
  return {
    ...{ title: clinic.title, summary: clinic.summary, description: clinic.description, subjects: clinic.subjects },
    ...{ format: clinic.format, audience: clinic.audience, approval: clinic.approval },
    ...{ venueName: venue?.name ?? "", venueAddress: (venue?.addressLines ?? []).join("\n") },
    ...{ venuePostcode: venue?.postcode ?? "", venueInstructions: venue?.instructions ?? "" },
    ...{ onlineLink: online?.link ?? "", onlineInstructions: online?.instructions ?? "" },
    weekly: clinic.weekly.map(({ weekday, from, to }) => `${weekdays[weekday - 1]} ${from} to ${to}`).join("\n"),
    days: clinic.days.map(({ date, from, to }) => `${ukDay(date)} ${from} to ${to}`).join("\n"),
    closedDays: clinic.closedDays.map(ukDay).join("\n"),
    inSchoolHolidays: clinic.inSchoolHolidays ? "yes" : "",
    ...{ slotMinutes: String(clinic.slotMinutes), bufferMinutes: String(clinic.bufferMinutes) },
    ...{ noticeHours: String(clinic.noticeHours), daysAhead: String(clinic.daysAhead) },
    mostPeople: String(clinic.mostPeople),
  };
}

/** What a new clinic's form begins with. */
export const newClinicValues: Values = {
  ...{ expert: "me", format: "online", audience: "members", approval: "by-hand" },
  ...{ slotMinutes: "30", bufferMinutes: "10", noticeHours: "24", daysAhead: "28", mostPeople: "3" },
};
