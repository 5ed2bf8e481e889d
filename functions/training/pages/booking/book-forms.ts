import { idOf } from "@alliance/core";
import * as z from "zod";
import { DiscountCode } from "../../schema/discount.ts";
import { poolIds } from "../../schema/topics.ts";
import type { Way } from "../../use-cases/read-ways-to-book.ts";

const text = z.string().max(2_000).default("");

/** The answer for an organisation that we know by its name only. */
export const otherOrganisation = "other";

/** What each way cost when the form was shown: "org_…=3500/2", a place's net pence and the places included. */
export const shownOf = (ways: readonly Way[]): string =>
  ways.map((way) => `${way.organisationId ?? otherOrganisation}=${way.unitNetPence}/${way.includedLeft}`).join(" ");

function shownPence(shown: string, organisation: string, places: number, useIncluded: boolean): number | undefined {
  const found = shown.split(" ").find((each) => each.startsWith(`${organisation}=`));
  const match = /=(\d{1,7})\/(\d{1,4})$/.exec(found ?? "");
  if (!match) return undefined;
  const included = useIncluded ? Math.min(places, Number(match[2])) : 0;
  return Number(match[1]) * (places - included);
}

export const whoAndHowMany = {
  organisation: z.union([idOf("org"), z.literal(otherOrganisation)], "Choose whom the places are for"),
  organisationName: z.string().trim().max(200, "Use at most 200 characters").default(""),
  poolId: z.enum(poolIds, "Choose how you take part"),
  places: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, "Enter how many places, as a number such as 2")
    .transform(Number)
    .refine((places) => places >= 1, "Book at least one place")
    .refine((places) => places <= 30, "A booking is of at most 30 places"),
};

interface Named {
  readonly organisation: string;
  readonly organisationName: string;
}

/** Left empty by most. */
export const discountTyped = z.union([z.literal("").transform(() => undefined), DiscountCode]).optional();

/** So that an absent one stays absent. */
export const withDiscount = (discount: string | undefined) => (discount === undefined ? {} : { discount });

export function checkName({ organisation, organisationName }: Named, ctx: z.RefinementCtx): void {
  if (organisation !== otherOrganisation || organisationName !== "") return;
  ctx.addIssue({
    code: "custom",
    path: ["organisationName"],
    message: "Enter the name of your school or organisation",
  });
}

export const buyerOf = ({ organisation, organisationName }: Named) =>
  organisation === otherOrganisation ? { organisationName } : { organisationId: organisation };

export const BookForm = z
  .strictObject({
    ...whoAndHowMany,
    included: z.enum(["use", "keep"]).default("use"),
    shown: text,
    discount: discountTyped,
  })
  .superRefine(checkName)
  .transform(({ included, shown, poolId, places, discount, ...form }, ctx) => {
    const useIncluded = included === "use";
    const shownNetPence = shownPence(shown, form.organisation, places, useIncluded);
    if (shownNetPence === undefined) {
      ctx.addIssue({ code: "custom", path: ["organisation"], message: "Choose whom the places are for" });
      return z.NEVER;
    }
    return { ...buyerOf(form), poolId, places, useIncluded, shownNetPence, ...withDiscount(discount) };
  });

export const QueueForm = z
  .strictObject({ ...whoAndHowMany, all: z.enum(["all", "some"], "Choose whether fewer would do") })
  .superRefine(checkName)
  .transform(({ all, poolId, places, ...form }) => ({ ...buyerOf(form), poolId, places, all: all === "all" }));
