import { LondonDate, Pence } from "@alliance/core";
import * as z from "zod";
import { SessionId } from "./session.ts";
import { subjects } from "./topics.ts";

/** As people type it: "autumn 10" is AUTUMN10. */
export const DiscountCode = /* @__PURE__ */ z.lazy(() =>
  z
    .string()
    .max(40, "A code has at most 20 letters and digits")
    .transform((typed) => typed.replaceAll(/[\s-]/g, "").toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9]{4,20}$/, "A code has 4 to 20 letters and digits")),
);

const Off = () =>
  z.union([
    z.strictObject({ percent: z.int("Enter a percentage").min(1, "From 1 to 100%").max(100, "From 1 to 100%") }),
    /** Off each place, net of VAT. */
    z.strictObject({ pence: Pence.min(1, "Enter what is taken off").max(1_000_000, "At most £10,000") }),
  ]);

/** What staff say about a discount. What is absent of the conditions holds for all. */
export const DiscountContent = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      code: DiscountCode,
      /** Its invoice says so: "Autumn offer". */
      name: z.string().trim().min(3, "Say what it is for, in a few words").max(60, "Use at most 60 characters"),
      off: Off(),
      /** Days in London on which places are booked with it, both included. */
      fromOn: LondonDate,
      untilOn: LondonDate,
      sessionIds: z.array(SessionId).min(1).max(30, "Name at most 30 sessions").optional(),
      subjects: z.array(z.enum(subjects)).min(1).optional(),
      /** Whose places: of members on the session's day, or of everybody else. */
      forWhom: z.enum(["everybody", "members", "others"], "Choose whom it is for"),
      /** So many places can be had with it. */
      places: z.int("Enter how many places").min(1, "At least one place").max(500, "At most 500 places"),
    })
    .refine(({ fromOn, untilOn }) => untilOn >= fromOn, { path: ["untilOn"], message: "It ends after it begins" }),
);
export type DiscountContent = z.infer<typeof DiscountContent>;

export const Discount = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    ...DiscountContent.unwrap().shape,
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    /** From then on nobody can book with it; who has, keeps it. */
    stoppedAt: z.iso.datetime().optional(),
  }),
);
export type Discount = z.infer<typeof Discount>;
