import { plusDays, poundsTyped } from "@alliance/core";
import type { SessionContent } from "../../schema/session.ts";
import { templates } from "../../sessions/templates.ts";

/** Rows of the cancellation ladder on the form. */
export const ladderRows = [1, 2, 3, 4] as const;

/** When booking closes, as choices that are counted from the beginning; any other time is kept as it is. */
export const closings: Readonly<
  Record<string, { readonly text: string; readonly of: (startsAtLocal: string) => string }>
> = {
  start: { text: "When it begins", of: (starts) => starts },
  "noon-before": { text: "At noon on the day before", of: (starts) => `${plusDays(starts.slice(0, 10), -1)}T12:00` },
  "three-days": { text: "At noon three days before", of: (starts) => `${plusDays(starts.slice(0, 10), -3)}T12:00` },
  week: { text: "At noon a week before", of: (starts) => `${plusDays(starts.slice(0, 10), -7)}T12:00` },
};

type Values = Readonly<Record<string, string | readonly string[]>>;
type Shown = Partial<SessionContent>;

const day = (prefix: string, local: string | undefined): Record<string, string> =>
  local === undefined
    ? {}
    : {
        [`${prefix}-day`]: String(Number(local.slice(8, 10))),
        [`${prefix}-month`]: String(Number(local.slice(5, 7))),
        [`${prefix}-year`]: local.slice(0, 4),
      };

const pounds = (pence: number | undefined): string => (pence === undefined ? "" : poundsTyped(pence));
const text = (value: string | number | undefined): string => String(value ?? "");

function closesOf({ startsAtLocal = "", bookingClosesAtLocal }: Shown): string {
  if (bookingClosesAtLocal === undefined) return "start";
  const [name] = Object.entries(closings).find(([, { of }]) => of(startsAtLocal) === bookingClosesAtLocal) ?? [];
  return name ?? bookingClosesAtLocal;
}

const places = ({ pools = [] }: Shown, poolId: string): string =>
  text(pools.find((pool) => pool.poolId === poolId)?.capacity);

const ladder = ({ cancellationLadder = [] }: Shown): [string, string][] =>
  cancellationLadder.flatMap(({ daysBefore, creditPercent }, at): [string, string][] => [
    [`days${at + 1}`, String(daysBefore)],
    [`percent${at + 1}`, String(creditPercent)],
  ]);

/** A session, or what a template says of one, as the form shows it. */
export function valuesOf(shown: Shown): Values {
  const { startsAtLocal, endsAtLocal, venue, online, price } = shown;
  const isLonger = startsAtLocal?.slice(0, 10) !== endsAtLocal?.slice(0, 10);
  return {
    ...{ title: text(shown.title), summary: text(shown.summary), description: text(shown.description) },
    ...{ kind: text(shown.kind), format: text(shown.format), region: text(shown.region) },
    ...{ subjects: shown.subjects ?? [], phases: shown.phases ?? [] },
    ...{ venueName: text(venue?.name), venueAddress: (venue?.addressLines ?? []).join("\n") },
    ...{ venuePostcode: text(venue?.postcode), venueInstructions: text(venue?.instructions) },
    ...{ onlineLink: text(online?.link), onlineInstructions: text(online?.instructions) },
    ...{ roomPlaces: places(shown, "room"), onlinePlaces: places(shown, "online") },
    ...day("starts", startsAtLocal),
    ...(isLonger ? day("ends", endsAtLocal) : {}),
    ...{ startTime: text(startsAtLocal?.slice(11)), endTime: text(endsAtLocal?.slice(11)), closes: closesOf(shown) },
    ...{ listPrice: pounds(price?.listNetPence), memberPrice: pounds(price?.memberNetPence) },
    ...{ vat: text(shown.vat?.treatment), vatNote: text(shown.vat?.note), noShowFee: pounds(shown.noShowFeePence) },
    ...{ maxPlaces: text(shown.maxPlacesABooking), quota: text(shown.perSchoolQuota) },
    ...Object.fromEntries(ladder(shown)),
  };
}

/** What the form begins with; the day and the words are to be typed. */
export function valuesOfTemplate(templateId: string): Values | undefined {
  const template = templates[templateId];
  if (template === undefined) return undefined;
  const { name: _, for: __, startTime, endTime, ...shown } = template;
  return { ...valuesOf({ ...shown, phases: ["primary", "secondary"] }), startTime, endTime };
}
