import { LondonDate, Pence } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

const mergeId = "mrg_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const intoOrganisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EH";

/** Two entries of one organisation, or two organisations that became one. */
export const mergeCauses = ["duplicate", "became-one"] as const;
export type MergeCause = (typeof mergeCauses)[number];

export const organisationsMerged = /* @__PURE__ */ defineEvent({
  type: "membership.organisations-merged",
  version: 1,
  summary: "An organisation was merged into another: its people, numbers and memberships are the other's from now on.",
  data: () =>
    z.strictObject({
      mergeId: z.string(),
      /** The one that disappears; its id leads to the other. */
      organisationId: z.string(),
      intoOrganisationId: z.string(),
      because: z.enum(mergeCauses),
    }),
  sample: { mergeId, organisationId, intoOrganisationId, because: "duplicate" },
});

export const termsMerged = /* @__PURE__ */ defineEvent({
  type: "membership.terms-merged",
  version: 1,
  summary: "Two organisations that are one now had both paid for the same days; what was paid twice is a credit.",
  data: () =>
    z.strictObject({
      mergeId: z.string(),
      /** The membership whose days were paid already, and the application it was sold with. */
      membershipId: z.string(),
      applicationId: z.string(),
      organisationId: z.string(),
      intoOrganisationId: z.string(),
      startsOn: LondonDate,
      endsOn: LondonDate,
      termDays: z.int().positive(),
      overlapDays: z.int().positive(),
      netPence: Pence,
      /** Net of VAT; never more than was sold. */
      overlapNetPence: Pence,
    }),
  sample: {
    mergeId,
    membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    organisationId,
    intoOrganisationId,
    startsOn: "2026-09-01",
    endsOn: "2027-08-31",
    termDays: 365,
    overlapDays: 284,
    netPence: 25000,
    overlapNetPence: 19452,
  },
});

export const mergeUndone = /* @__PURE__ */ defineEvent({
  type: "membership.merge-undone",
  version: 1,
  summary: "A merge of two organisations was taken back: each has again what it had, and its credits are void.",
  data: () => z.strictObject({ mergeId: z.string(), organisationId: z.string(), intoOrganisationId: z.string() }),
  sample: { mergeId, organisationId, intoOrganisationId },
});
