import { Affiliation } from "@alliance/auth";
import { idOf, LondonDate, Pence } from "@alliance/core";
import { Coverage, Grant } from "@alliance/entitlement";
import * as membership from "@alliance/events/membership";
import * as z from "zod";
import { Organisation, schemes } from "./organisation.ts";
import { RoleRequest } from "./role-request.ts";
import { Term } from "./term.ts";

/** What a merge moves, as data that tells where it lies. Of contacts only the id: who they are stays in the contact. */
const Thing = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("organisation"), data: Organisation }),
    z.object({
      kind: z.literal("alias"),
      data: z.object({ scheme: z.enum(schemes), value: z.string(), organisationId: z.string() }),
    }),
    z.object({ kind: z.literal("affiliation"), data: Affiliation }),
    z.object({ kind: z.literal("term"), data: Term }),
    z.object({ kind: z.literal("grant"), data: Grant }),
    z.object({ kind: z.literal("coverage"), data: Coverage }),
    z.object({ kind: z.literal("contact"), data: z.object({ contactId: z.string(), organisationId: z.string() }) }),
    z.object({
      kind: z.literal("invitation"),
      data: z.object({ invitationId: z.string(), organisationId: z.string(), organisationName: z.string() }),
    }),
    z.object({ kind: z.literal("role-request"), data: RoleRequest }),
    z.object({
      kind: z.literal("reminder"),
      data: z.object({
        organisationId: z.string(),
        membershipId: z.string(),
        step: z.string(),
        claimedAt: z.iso.datetime(),
      }),
    }),
  ]),
);
export type Thing = z.infer<typeof Thing>;

/** One item before and after. `version` is the item's before, 0 where there was none. */
const Swap = z.lazy(() => z.object({ before: Thing.optional(), after: Thing.optional(), version: z.int().min(0) }));
export type Swap = z.infer<typeof Swap>;

/** Days of a membership that were paid for twice, and what of its price they come to. */
export const MergeCredit = z.lazy(() =>
  z.object({
    membershipId: idOf("mem"),
    applicationId: idOf("app"),
    membershipTypeName: z.string(),
    startsOn: LondonDate,
    endsOn: LondonDate,
    termDays: z.int().positive(),
    overlapDays: z.int().positive(),
    netPence: Pence,
    overlapNetPence: Pence,
  }),
);
export type MergeCredit = z.infer<typeof MergeCredit>;

/** A membership of a year of which there were two, and its year. */
const OneOfTwo = z.object({ membershipId: idOf("mem"), academicYear: z.string() });
export type OneOfTwo = z.infer<typeof OneOfTwo>;

/** One organisation became part of another; keeps all that is needed to take it back. */
export const Merge = z.lazy(() =>
  z.object({
    mergeId: idOf("mrg"),
    fromOrganisationId: idOf("org"),
    fromName: z.string(),
    intoOrganisationId: idOf("org"),
    intoName: z.string(),
    because: z.enum(membership.mergeCauses),
    reason: z.string(),
    mergedAt: z.iso.datetime(),
    mergedBy: z.string(),
    /** The last moment in which it can be taken back. */
    undoUntil: z.iso.datetime(),
    credits: z.array(MergeCredit),
    swaps: z.array(Swap),
    /** Counted no more while this stands; absent in merges of before they were told. */
    madeOne: z.array(OneOfTwo).optional(),
    status: z.enum(["merged", "undone"]),
    undoneAt: z.iso.datetime().optional(),
    undoneBy: z.string().optional(),
    undoReason: z.string().optional(),
  }),
);
export type Merge = z.infer<typeof Merge>;
