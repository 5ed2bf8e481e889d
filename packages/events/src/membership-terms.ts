import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

/** Who can act for the organisation: its lead and finance people, else those named for it. */
const Recipient = z.union([z.strictObject({ personId: z.string() }), z.strictObject({ contactId: z.string() })]);

const ofATerm = {
  membershipId: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  membershipTypeName: z.string(),
  endsOn: LondonDate,
  /** The last day on which benefits can be used; the end itself when there is no grace. */
  graceUntil: LondonDate,
  /** A renewal is on its way and waits for its payment. */
  isBeingRenewed: z.boolean(),
  recipients: z.array(Recipient),
};

const sample = {
  membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EG",
  organisationName: "Harbour View Primary School",
  membershipTypeName: "School membership",
  endsOn: "2027-08-31",
  graceUntil: "2027-09-30",
  isBeingRenewed: false,
  recipients: [{ personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" }],
};

export const renewalDue = /* @__PURE__ */ defineEvent({
  type: "membership.renewal-due",
  version: 1,
  summary: "A membership ends in about so many days and nobody has renewed it; told once a term and step.",
  data: () => z.strictObject({ ...ofATerm, step: z.literal([90, 30, 7]) }),
  sample: { ...sample, step: 90 as const },
});

export const membershipInGrace = /* @__PURE__ */ defineEvent({
  type: "membership.membership-in-grace",
  version: 1,
  summary: "A membership has ended, and its benefits run on for the days of grace.",
  data: () => z.strictObject(ofATerm),
  sample,
});

export const membershipLapsed = /* @__PURE__ */ defineEvent({
  type: "membership.membership-lapsed",
  version: 1,
  summary: "A membership and its days of grace are over; nobody has renewed it.",
  data: () => z.strictObject(ofATerm),
  sample,
});
