import { affiliationRoles, idOf } from "@alliance/core";
import * as z from "zod";

/** Ways to belong to an organisation that a person can be asked into, in the words of the pages. */
export const roleNames = {
  lead: "Lead contact",
  head: "Head",
  finance: "Finance contact",
  colleague: "Colleague",
} as const;

/** What somebody may be named as without having an account. */
export const contactRoleNames = { ...roleNames, delegate: "Delegate", expert: "Expert" } as const;

export const Role = z.enum(affiliationRoles, "Choose what they do for the membership");

/** Somebody was asked by a letter to belong to an organisation. Who they are lies in the contact alone. */
export const Invitation = z.lazy(() =>
  z.strictObject({
    invitationId: idOf("ivt"),
    contactId: idOf("con"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    role: z.enum(affiliationRoles),
    invitedBy: z.string(),
    sentAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** How often the letter was asked for; each letter has a secret of its own. */
    sendings: z.int().positive(),
    status: z.enum(["open", "accepted", "revoked"]),
    acceptedBy: z.string().optional(),
    endedAt: z.iso.datetime().optional(),
  }),
);
export type Invitation = z.infer<typeof Invitation>;

const typedName = z.string().trim().min(1, "Enter their name").max(120, "A name has at most 120 characters");
const typedEmail = z
  .string()
  .trim()
  .max(254, "An e-mail address has at most 254 characters")
  .pipe(z.email("Enter an e-mail address, like name@school.sch.uk"));

/** Who is asked: by name and address, or somebody the organisation named already. */
export const InviteForm = z.lazy(() =>
  z.strictObject({
    name: typedName.regex(/^[^\p{C}<>]*$/u, "Use letters, spaces and punctuation for the name"),
    email: typedEmail,
    role: Role,
    reason: z.string().optional(),
  }),
);
export type InviteForm = z.infer<typeof InviteForm>;
