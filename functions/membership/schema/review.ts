import { idOf, LondonDate } from "@alliance/core";
import * as z from "zod";
import { Urn } from "./organisation.ts";

export const reviewKinds = ["closed", "closing", "opened", "renamed", "successor", "merged", "split"] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export const reviewStatuses = ["open", "done", "dismissed"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** Something that the register says of an organisation of ours, for a person to decide about. */
export const Review = z.lazy(() =>
  z.strictObject({
    reviewId: idOf("rev"),
    kind: z.enum(reviewKinds),
    organisationId: idOf("org"),
    /** Of the day it was noticed. */
    organisationName: z.string(),
    urn: Urn,
    importId: idOf("imp"),
    openedAt: z.iso.datetime(),
    /** When it happens by the register, where it says so. */
    on: LondonDate.optional(),
    /** The new name, of a renamed school. */
    newName: z.string().optional(),
    /** The school that came after it. */
    otherUrn: Urn.optional(),
    otherName: z.string().optional(),
    status: z.enum(reviewStatuses),
    decidedAt: z.iso.datetime().optional(),
    decidedBy: z.string().optional(),
    reason: z.string().optional(),
  }),
);
export type Review = z.infer<typeof Review>;

export const Reason = z
  .string()
  .trim()
  .min(3, "Say why in a few words: whoever looks here next year will ask")
  .max(500, "Use at most 500 characters");
