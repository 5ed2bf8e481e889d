import * as z from "zod";
import type { WayOfDates } from "../../bookings/ways-of.ts";
import { SessionId } from "../../schema/session.ts";
import { buyerOf, checkName, discountTyped, otherOrganisation, whoAndHowMany, withDiscount } from "./book-forms.ts";

/** What was shown of each way: its price date by date, and the included places that each price can be had for. */
const ShownWays = z.array(
  z.strictObject({
    whose: z.string(),
    dates: z.array(z.tuple([z.string(), z.int().min(0), z.string()])),
    left: z.record(z.string(), z.int().min(0)),
  }),
);

export const shownWays = (ways: readonly WayOfDates[]): string =>
  JSON.stringify(
    ways.map(({ organisationId, prices, includedLeft }) => ({
      whose: organisationId ?? otherOrganisation,
      dates: prices.map(({ sessionId, unitNetPence, included }) => [sessionId, unitNetPence, included ?? ""]),
      left: Object.fromEntries(includedLeft),
    })),
  );

function parsed(text: string): z.infer<typeof ShownWays> {
  try {
    return ShownWays.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

interface Wanted {
  readonly whose: string;
  readonly sessionIds: readonly string[];
  readonly places: number;
  readonly useIncluded: boolean;
}

/** What the chosen dates cost by what was shown; included places go to the first dates first, as they do when booking. */
export function shownSum(shown: string, { whose, sessionIds, places, useIncluded }: Wanted): number | undefined {
  const way = parsed(shown).find((each) => each.whose === whose);
  if (way === undefined) return undefined;
  const left = { ...way.left };
  let sum = 0;
  for (const sessionId of sessionIds) {
    const [, unitNetPence, name] = way.dates.find(([id]) => id === sessionId) ?? [];
    // A date that was not shown cannot be agreed to.
    if (unitNetPence === undefined || name === undefined) return undefined;
    const included = useIncluded ? Math.min(places, left[name] ?? 0) : 0;
    left[name] = (left[name] ?? 0) - included;
    sum += unitNetPence * (places - included);
  }
  return sum;
}

export const SeriesForm = z
  .strictObject({
    ...whoAndHowMany,
    included: z.enum(["use", "keep"]).default("use"),
    shown: z.string().max(20_000).default(""),
    discount: discountTyped,
    dates: z
      .union([SessionId.transform((id) => [id]), z.array(SessionId)], "Choose at least one date")
      .refine((dates) => dates.length <= 24, "Book at most 24 dates at a time"),
  })
  .superRefine(checkName)
  .transform(({ included, shown, poolId, places, dates, discount, ...form }, ctx) => {
    const useIncluded = included === "use";
    const chosen = { whose: form.organisation, sessionIds: dates, places, useIncluded };
    const shownNetPence = shownSum(shown, chosen);
    if (shownNetPence === undefined) {
      ctx.addIssue({ code: "custom", path: ["dates"], message: "Choose among the dates that are shown" });
      return z.NEVER;
    }
    return { ...buyerOf(form), poolId, places, dates, useIncluded, shownNetPence, ...withDiscount(discount) };
  });
