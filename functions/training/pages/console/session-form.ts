import { type FieldError, penceTyped } from "@alliance/core";
import * as z from "zod";
import { SessionContent } from "../../schema/session.ts";
import { type PoolId, poolsOf, type SessionFormat } from "../../schema/topics.ts";
import { closings, ladderRows } from "./session-values.ts";

const text = z.string().max(6_000).default("");
const several = z.union([z.string(), z.array(z.string())]).default([]);
const names = [
  ...["title", "summary", "description", "kind", "format", "region", "closes", "vat", "vatNote", "basedOn"],
  ...["venueName", "venueAddress", "venuePostcode", "venueInstructions", "onlineLink", "onlineInstructions"],
  ...["roomPlaces", "onlinePlaces", "startTime", "endTime", "listPrice", "memberPrice", "noShowFee"],
  ...["maxPlaces", "quota", "starts-day", "starts-month", "starts-year", "ends-day", "ends-month", "ends-year"],
  ...ladderRows.flatMap((row) => [`days${row}`, `percent${row}`]),
];
const shape = { ...Object.fromEntries(names.map((name) => [name, text])), subjects: several, phases: several };

type Typed = Readonly<Record<string, string | undefined>>;

const number = (typed: string | undefined): number =>
  /^\d{1,6}$/.test(typed?.trim() ?? "") ? Number(typed) : Number.NaN;
const given = <T>(name: string, typed: string | undefined, read: (typed: string) => T) =>
  typed?.trim() ? { [name]: read(typed.trim()) } : {};
const pence = (typed: string): number => penceTyped(typed) ?? Number.NaN;

/** "2027-01-20", or "" where nothing was typed. */
function dayTyped(typed: Typed, prefix: string): string {
  const [day, month, year] = ["day", "month", "year"].map((part) => typed[`${prefix}-${part}`]?.trim() ?? "");
  return day || month || year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : "";
}

/** "9:30", "0930" and "9.30" are half past nine. */
const timeTyped = (typed = ""): string => {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.trim());
  return match ? `${match[1]?.padStart(2, "0")}:${match[2]}` : typed;
};

function placeOf(typed: Typed, pools: readonly PoolId[]): object {
  const venue = {
    ...{ name: typed.venueName, postcode: typed.venuePostcode },
    addressLines: (typed.venueAddress ?? "").split("\n").filter((line) => line.trim() !== ""),
    ...given("instructions", typed.venueInstructions, String),
  };
  const online = {
    ...given("link", typed.onlineLink, String),
    ...given("instructions", typed.onlineInstructions, String),
  };
  return {
    ...(pools.includes("room") ? { venue, ...given("region", typed.region, String) } : {}),
    ...(pools.includes("online") && Object.keys(online).length > 0 ? { online } : {}),
    pools: pools.map((poolId) => ({
      poolId,
      capacity: number(poolId === "room" ? typed.roomPlaces : typed.onlinePlaces),
    })),
  };
}

function timesTyped(typed: Typed): object {
  const startsOn = dayTyped(typed, "starts");
  const startsAtLocal = `${startsOn}T${timeTyped(typed.startTime)}`;
  const isDay = z.iso.date().safeParse(startsOn).success;
  const closes = typed.closes ?? "start";
  return {
    startsAtLocal,
    endsAtLocal: `${dayTyped(typed, "ends") || startsOn}T${timeTyped(typed.endTime)}`,
    bookingClosesAtLocal: isDay ? (closings[closes]?.of(startsAtLocal) ?? closes) : startsAtLocal,
  };
}

function rawOf(typed: Typed, lists: { readonly subjects: string[]; readonly phases: string[] }): object {
  const pools = poolsOf[typed.format as SessionFormat] ?? [];
  const ladder = ladderRows.filter((row) => typed[`days${row}`]?.trim() || typed[`percent${row}`]?.trim());
  return {
    ...{ kind: typed.kind, title: typed.title, summary: typed.summary, description: typed.description ?? "" },
    ...{ format: typed.format, ...lists, ...placeOf(typed, pools), ...timesTyped(typed) },
    price: { listNetPence: pence(typed.listPrice ?? ""), ...given("memberNetPence", typed.memberPrice, pence) },
    vat: { treatment: typed.vat, ...given("note", typed.vatNote, String) },
    maxPlacesABooking: number(typed.maxPlaces),
    ...given("perSchoolQuota", typed.quota, number),
    cancellationLadder: ladder.map((row) => ({
      daysBefore: number(typed[`days${row}`]),
      creditPercent: number(typed[`percent${row}`]),
    })),
    ...given("noShowFeePence", typed.noShowFee, pence),
  };
}

const fields: Readonly<Record<string, string>> = {
  ...{
    startsAtLocal: "starts",
    endsAtLocal: "endTime",
    bookingClosesAtLocal: "closes",
    maxPlacesABooking: "maxPlaces",
  },
  ...{ perSchoolQuota: "quota", noShowFeePence: "noShowFee", cancellationLadder: "days1", "vat.treatment": "vat" },
  ...{ "vat.note": "vatNote", "price.listNetPence": "listPrice", "price.memberNetPence": "memberPrice" },
  ...{ venue: "venueName", "venue.name": "venueName", "venue.addressLines": "venueAddress" },
  ...{ "venue.postcode": "venuePostcode", "venue.instructions": "venueInstructions", pools: "roomPlaces" },
  ...{ online: "onlineLink", "online.link": "onlineLink", "online.instructions": "onlineInstructions" },
};

/** Where on the form it is that a session says. */
export function fieldOf(path: readonly PropertyKey[], format: string): string {
  const [first = "", second = "", third = ""] = path.map(String);
  if (first === "pools") return format === "online" || second === "1" ? "onlinePlaces" : "roomPlaces";
  if (first === "cancellationLadder" && third !== "") {
    return `${third === "daysBefore" ? "days" : "percent"}${Number(second) + 1}`;
  }
  return fields[`${first}.${second}`] ?? fields[first] ?? first;
}

const words: Readonly<Record<string, string>> = {
  starts: "Enter the day and the time it begins, such as 20 1 2027 and 15:45",
  endTime: "Enter the time it ends, such as 17:00",
  listPrice: "Enter the price as pounds, such as 45 or 99.50; 0 is free",
  memberPrice: "Enter the price as pounds, such as 45 or 99.50; 0 is free",
  noShowFee: "Enter the fee as pounds, such as 20",
  ...{ roomPlaces: "Enter how many places the room has", onlinePlaces: "Enter how many places there are online" },
  maxPlaces: "Enter how many places one booking may have",
  quota: "Enter how many places one school may have, or leave it empty",
  ...{ kind: "Choose what it is", vat: "Choose the VAT", format: "Choose where it takes place" },
};

const messageFor = (field: string, { code, message }: z.core.$ZodIssue): string =>
  code === "custom" || code === "too_big" || code === "too_small"
    ? message
    : (words[field] ?? numberWords(field) ?? message);

const numberWords = (field: string): string | undefined =>
  /^(days|percent)\d$/.test(field) ? "Enter whole numbers: days before, and percent" : undefined;

/** Errors of a use-case at the fields of the form. */
export const atFields = (errors: readonly FieldError[], format: string): FieldError[] =>
  errors.map(({ field, message }) => ({ field: fieldOf([field], format), message }));

/** The form as it comes from a browser, read into a session's content. */
export const SessionForm = z.strictObject(shape).transform((form, ctx) => {
  const { subjects, phases, ...rest } = form as { subjects: string | string[]; phases: string | string[] };
  const typed = rest as Typed;
  const parsed = SessionContent.safeParse(rawOf(typed, { subjects: [subjects].flat(), phases: [phases].flat() }));
  if (parsed.success) return { content: parsed.data, basedOn: number(typed.basedOn) };
  const wrong = parsed.error.issues.map((issue) => ({ issue, field: fieldOf(issue.path, typed.format ?? "") }));
  const isDayWrong = wrong.some(({ field }) => field === "starts");
  for (const { issue, field } of wrong) {
    // The day is part of these times too: one message is enough.
    if (isDayWrong && (field === "endTime" || field === "closes")) continue;
    ctx.addIssue({ code: "custom", path: [field], message: messageFor(field, issue) });
  }
  return z.NEVER;
});
