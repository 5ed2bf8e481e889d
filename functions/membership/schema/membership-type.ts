import { LondonDate } from "@alliance/core";
import { covers, SoldBenefit } from "@alliance/entitlement";
import * as z from "zod";
import { organisationKinds } from "./organisation.ts";

export const MembershipTypeId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "must be small letters, digits and hyphens");

export const vatKinds = ["standard", "zero", "exempt", "outside"] as const;
export type VatKind = (typeof vatKinds)[number];

export const sizes = ["flat", "pupils", "schools"] as const;

const PriceBand = z.strictObject({
  /** The largest size it is for; the last band has none. */
  upTo: z.int().min(1, "A band reaches at least 1").max(1_000_000, "That is more than there can be").optional(),
  netPence: z.int().min(0, "A price is not negative").max(10_000_000, "A price is at most £100,000"),
});
export type PriceBand = z.infer<typeof PriceBand>;

/** A year's price net of VAT, by the size of the organisation. */
const Price = z
  .strictObject({ by: z.enum(sizes), bands: z.array(PriceBand).min(1).max(10) })
  .superRefine((price, ctx) => {
    const issue = (message: string, ...path: (string | number)[]) => ctx.addIssue({ code: "custom", message, path });
    if (price.by === "flat" && price.bands.length > 1) issue("One price for all has one line", "bands", 1);
    price.bands.forEach(({ upTo }, at) => {
      const isLast = at === price.bands.length - 1;
      if (isLast && upTo !== undefined) issue("The last line is for every size above the others", "bands", at, "upTo");
      if (!isLast && upTo === undefined) issue("Say up to which size this price is", "bands", at, "upTo");
      const before = price.bands[at - 1]?.upTo;
      if (upTo !== undefined && before !== undefined && upTo <= before) {
        issue("Each line reaches further than the one before", "bands", at, "upTo");
      }
    });
  });

/** A year of membership: the academic one, or twelve months from the day of joining. */
const TermRule = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("academic-year"),
    /** "MM-DD": who joins from that day on has the rest of this year and the whole of the next in one term. */
    lateJoinersFrom: z
      .string()
      .regex(/^0[1-8]-(0[1-9]|[12]\d|3[01])$/, "Choose a day between 1 January and 31 August")
      .refine((day) => LondonDate.safeParse(`2028-${day}`).success, "There is no such day")
      .optional(),
    proRata: z.enum(["none", "monthly"]),
  }),
  z.strictObject({ kind: z.literal("rolling-year"), proRata: z.literal("none") }),
]);

/** Everything staff may change about a type; what was sold keeps the version it was sold with. */
export const TypeContent = z.lazy(() =>
  z
    .strictObject({
      name: z.string().trim().min(3, "Enter a name").max(80, "A name has at most 80 characters"),
      summary: z.string().trim().min(10, "Say in a sentence who it is for").max(300, "Use at most 300 characters"),
      eligibleKinds: z.array(z.enum(organisationKinds)).min(1, "Choose who may join with it"),
      price: Price,
      vat: z.enum(vatKinds),
      term: TermRule,
      /** Days after the end in which benefits run on. */
      graceDays: z.int().min(0).max(120, "Grace is at most 120 days"),
      needsApproval: z.boolean(),
      covers: z.enum(covers),
      /** From an invoice's day to the day it is due. */
      creditDays: z.int().min(0).max(90, "Credit is at most 90 days"),
      benefits: z.array(SoldBenefit).max(20),
      isOnSale: z.boolean(),
    })
    .superRefine((type, ctx) => {
      const issue = (message: string, ...path: string[]) => ctx.addIssue({ code: "custom", message, path });
      const isOnly = (...kinds: string[]) => type.eligibleKinds.every((kind) => kinds.includes(kind));
      if (type.covers === "its-schools" && !isOnly("trust"))
        issue("Only a trust’s membership reaches its schools", "covers");
      if (type.covers === "its-authority-schools" && !isOnly("local-authority")) {
        issue("Only a local authority’s membership reaches the schools of its area", "covers");
      }
      if (type.price.by === "pupils" && !isOnly("school")) issue("Only schools have pupils", "price", "by");
      if (type.price.by === "schools" && !isOnly("trust", "local-authority")) {
        issue("Only trusts and local authorities have schools", "price", "by");
      }
      if (new Set(type.benefits.map(({ benefitId }) => benefitId)).size < type.benefits.length) {
        issue("A benefit is named twice", "benefits");
      }
    }),
);
export type TypeContent = z.infer<typeof TypeContent>;

/** What an organisation can join with. Versions are kept for ever, and count up from 1. */
export type MembershipType = TypeContent & { readonly membershipTypeId: string; readonly version: number };

/** One version as it was published, with who and why. */
export const TypeVersion = z.lazy(() =>
  z.strictObject({
    membershipTypeId: MembershipTypeId,
    version: z.int().positive(),
    content: TypeContent,
    reason: z.string(),
    publishedBy: z.string(),
    publishedAt: z.iso.datetime(),
  }),
);
export type TypeVersion = z.infer<typeof TypeVersion>;

export const typeOf = ({ membershipTypeId, version, content }: TypeVersion): MembershipType => ({
  ...content,
  ...{ membershipTypeId, version },
});

const reason = () => z.string().trim().min(5, "Say why, in a few words").max(500, "Use at most 500 characters");

/** The body of a publication: `basedOn` is the version that the editor had in front of them. */
export const PublishInput = z.lazy(() =>
  z.strictObject({
    basedOn: z.int().positive(),
    reason: reason(),
    content: TypeContent,
  }),
);
export type PublishInput = z.infer<typeof PublishInput>;

/** The body of a new type; its id is made from its name, and it is not on sale before a further version says so. */
export const CreateTypeInput = z.lazy(() =>
  z.strictObject({
    reason: reason(),
    content: TypeContent.refine(({ isOnSale }) => !isOnSale, {
      path: ["isOnSale"],
      error: "A new type is not on sale yet. Make it, then put it on sale",
    }),
  }),
);
export type CreateTypeInput = z.infer<typeof CreateTypeInput>;

/** Parsed, so that the order in which fields were typed is no difference. */
export const isSameContent = (a: TypeContent, b: TypeContent): boolean =>
  JSON.stringify(TypeContent.parse(a)) === JSON.stringify(TypeContent.parse(b));
