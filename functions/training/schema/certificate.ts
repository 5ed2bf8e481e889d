import * as z from "zod";
import { Delegate } from "./seat.ts";

/** What a certificate says, and what of it a stranger may check. Kept under a person, or an address nobody has shown to be theirs yet. */
export const Certificate = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    /** Twelve letters and digits by chance: nobody guesses one. */
    code: z.string(),
    sessionId: z.string(),
    placeId: z.string(),
    delegate: Delegate,
    holder: z.union([z.strictObject({ personId: z.string() }), z.strictObject({ emailHash: z.string() })]),
    /** As it is printed; absent once whoever bears it had it removed. */
    printedName: z.string().optional(),
    organisationName: z.string(),
    title: z.string(),
    hours: z.number().positive(),
    attendedOn: z.iso.date(),
    issuedAt: z.iso.datetime(),
    status: z.enum(["valid", "withdrawn"]),
    /** When it was withdrawn, or became valid again. */
    changedAt: z.iso.datetime().optional(),
  }),
);
export type Certificate = z.infer<typeof Certificate>;
/** Of a recording: what somebody watched or read is known from them alone, and every certificate of it says so. */
export const isByOwnAccount = ({ sessionId }: Pick<Certificate, "sessionId">): boolean => sessionId.startsWith("rec_");

export type Holder = Certificate["holder"];

/** Which certificate a place has now. */
export const Certified = /* @__PURE__ */ z.lazy(() => z.strictObject({ code: z.string() }));
export type Certified = z.infer<typeof Certified>;

const letters = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** As people type it: with or without hyphens and spaces, O for nought, I and L for one. Undefined for anything else. */
export function codeTyped(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return letters.test(plain) ? plain : undefined;
}

/** "7K2M-9QXA-4F0T" */
export const codeInWords = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");
