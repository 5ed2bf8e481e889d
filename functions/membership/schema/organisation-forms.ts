import * as z from "zod";
import { organisationKinds, type Scheme } from "./organisation.ts";
import { Reason } from "./review.ts";

/** How each number looks, and what it is called. */
export const numberShapes: Readonly<
  Record<Scheme, { readonly name: string; readonly shape: RegExp; readonly hint: string }>
> = {
  urn: { name: "URN", shape: /^\d{6}$/, hint: "six digits" },
  ukprn: { name: "UKPRN", shape: /^1\d{7}$/, hint: "eight digits that begin with 1" },
  laestab: { name: "LAEstab", shape: /^\d{7}$/, hint: "seven digits" },
  "trust-uid": { name: "Trust UID", shape: /^\d{1,8}$/, hint: "up to eight digits" },
  "la-code": { name: "Local authority code", shape: /^\d{3}$/, hint: "three digits" },
  "charity-number": {
    name: "Charity number",
    shape: /^(?:\d{6,8}|SC\d{6}|NIC\d{6})$/,
    hint: "six to eight digits, or SC or NIC and six digits",
  },
  "company-number": {
    name: "Company number",
    shape: /^(?:\d{8}|[A-Z]{2}\d{6})$/,
    hint: "eight characters, such as 07900001",
  },
  seed: { name: "SEED code (Scotland)", shape: /^\d{7}$/, hint: "seven digits" },
  wales: { name: "School number (Wales)", shape: /^\d{7}$/, hint: "seven digits" },
  "northern-ireland": {
    name: "School reference (Northern Ireland)",
    shape: /^\d{7}$/,
    hint: "seven digits, such as 1230001",
  },
};

/** Staff add by hand what no register of ours has; schools and trusts of England come from the register. */
export const handSchemes = [
  "charity-number",
  "company-number",
  "ukprn",
  "la-code",
  "seed",
  "wales",
  "northern-ireland",
] as const;

export const OrganisationName = z
  .string()
  .trim()
  .min(2, "Enter the organisation’s full name")
  .max(200, "A name has at most 200 characters")
  .regex(/^[^\p{C}<>]*$/u, "Use letters, digits and punctuation for the name");

const linesIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** One line of the address a line. */
export const AddressText = z
  .string()
  .default("")
  .transform(linesIn)
  .pipe(
    z
      .array(z.string().max(120, "A line of the address has at most 120 characters"))
      .max(8, "An address has at most eight lines"),
  );

export const AddOrganisationForm = z
  .strictObject({
    kind: z.enum(organisationKinds, "Choose what kind of organisation it is"),
    name: OrganisationName,
    scheme: z.enum(["", ...handSchemes], "Choose a kind of number").default(""),
    value: z.string().trim().toUpperCase().default(""),
    address: AddressText,
    isPartner: z.enum(["yes", ""]).default(""),
    isAnother: z.enum(["yes", ""]).default(""),
  })
  .superRefine(({ kind, scheme, value }, ctx) => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (value !== "" && scheme === "") wrong("scheme", "Choose what kind of number it is");
    if (scheme === "") return;
    const { name, shape, hint } = numberShapes[scheme];
    if (!shape.test(value.replace(/[\s-]/g, ""))) wrong("value", `A ${name} has ${hint}`);
    if (scheme === "la-code" && kind !== "local-authority") wrong("scheme", "Only a local authority has such a code");
  });
export type AddOrganisationForm = z.infer<typeof AddOrganisationForm>;

export const ChangeOrganisationForm = z.strictObject({
  name: OrganisationName,
  address: AddressText,
  isPartner: z.enum(["yes", ""]).default(""),
  reason: Reason,
});
export type ChangeOrganisationForm = z.infer<typeof ChangeOrganisationForm>;
