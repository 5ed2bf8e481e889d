import * as z from "zod";

/** A sign-in under way, bound to the browser that began it; gone with its first use. */
export const SignInUnderWay = z.object({
  nonce: z.string(),
  verifier: z.string(),
  /** Our own path where the person wanted to go. */
  to: z.string(),
  browserHash: z.string(),
  expiresAt: z.iso.datetime(),
});
export type SignInUnderWay = z.infer<typeof SignInUnderWay>;

/** Somebody is signed in at the provider with an address of several people, and has not said yet who they are. */
export const SignInChoice = z.object({
  who: z.object({
    issuer: z.string(),
    subject: z.string(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    groups: z.array(z.string()),
  }),
  oneOf: z.array(z.string()),
  to: z.string(),
  browserHash: z.string(),
  expiresAt: z.iso.datetime(),
});
export type SignInChoice = z.infer<typeof SignInChoice>;

/** Only a path of ours: an address elsewhere, also in disguise ("//evil", "/\\evil"), leads to the portal. */
export const OwnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/)
  .catch("/portal");
