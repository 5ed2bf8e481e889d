import { affiliationRoles, LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

const role = z.enum(affiliationRoles);
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const organisationName = "Harbour View Primary School";
const personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const invitationId = "ivt_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const contactId = "con_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const requestId = "req_01KAK3F0Q8J5W2M7X9B4C6D8EF";

/** Why staff did what is usually the lead contact's to do: chosen, not typed, so that it names nobody. */
export const decisionReasons = [
  "asked-by-the-organisation",
  "asked-by-the-person",
  "left-the-organisation",
  "lead-cannot-be-reached",
  "correcting-a-mistake",
  "data-protection",
] as const;
export const DecisionReason = z.enum(decisionReasons);
export type DecisionReason = (typeof decisionReasons)[number];

const reason = DecisionReason.optional();

export const personInvited = /* @__PURE__ */ defineEvent({
  type: "membership.person-invited",
  version: 1,
  summary: "Somebody was invited to an organisation, or invited again; who they are is known by the contact's id only.",
  data: () =>
    z.strictObject({
      invitationId: z.string(),
      contactId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      role,
      /** Whoever named or invited them; absent in events of before, where it is the actor. */
      invitedBy: z.string().optional(),
      /** 1 for the first letter, 2 when it was sent again. */
      sending: z.int().positive(),
      expiresAt: z.iso.datetime(),
      reason,
    }),
  sample: {
    invitationId,
    contactId,
    organisationId,
    organisationName,
    role: "colleague",
    invitedBy: personId,
    sending: 1,
    expiresAt: "2026-12-21T10:00:00.000Z",
  },
});

export const invitationAccepted = /* @__PURE__ */ defineEvent({
  type: "membership.invitation-accepted",
  version: 1,
  summary: "Somebody accepted an invitation and has a role at the organisation from that day on.",
  data: () =>
    z.strictObject({
      invitationId: z.string(),
      contactId: z.string(),
      organisationId: z.string(),
      personId: z.string(),
      role,
    }),
  sample: { invitationId, contactId, organisationId, personId, role: "colleague" },
});

export const invitationRevoked = /* @__PURE__ */ defineEvent({
  type: "membership.invitation-revoked",
  version: 1,
  summary: "An invitation was taken back before it was accepted; its link opens nothing any more.",
  data: () => z.strictObject({ invitationId: z.string(), contactId: z.string(), organisationId: z.string(), reason }),
  sample: { invitationId, contactId, organisationId },
});

export const contactRemoved = /* @__PURE__ */ defineEvent({
  type: "membership.contact-removed",
  version: 1,
  summary: "Somebody who was named at an organisation, and had not joined in, is named no longer.",
  data: () => z.strictObject({ contactId: z.string(), organisationId: z.string(), reason }),
  sample: { contactId, organisationId, reason: "data-protection" },
});

export const roleBegan = /* @__PURE__ */ defineEvent({
  type: "membership.role-began",
  version: 1,
  summary: "A person has a role at an organisation from a day on.",
  data: () =>
    z.strictObject({
      personId: z.string(),
      organisationId: z.string(),
      role,
      from: LondonDate,
      why: z.enum(["request", "changed", "handed-over"]),
      reason,
    }),
  sample: { personId, organisationId, role: "finance", from: "2026-11-21", why: "changed" },
});

export const roleEnded = /* @__PURE__ */ defineEvent({
  type: "membership.role-ended",
  version: 1,
  summary: "A person's role at an organisation ended, or ends after a day that was set.",
  data: () =>
    z.strictObject({
      personId: z.string(),
      organisationId: z.string(),
      role,
      /** Its last day. */
      until: LondonDate,
      why: z.enum(["ended", "left", "moved", "changed", "handed-over", "erased"]),
      reason,
    }),
  sample: { personId, organisationId, role: "colleague", until: "2026-12-31", why: "left" },
});

export const roleRequested = /* @__PURE__ */ defineEvent({
  type: "membership.role-requested",
  version: 1,
  summary: "Somebody who works at a member organisation asked to belong to it; its lead contacts decide.",
  data: () =>
    z.strictObject({
      requestId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      personId: z.string(),
      role,
      from: LondonDate,
    }),
  sample: { requestId, organisationId, organisationName, personId, role: "colleague", from: "2026-11-21" },
});

export const roleRequestAnswered = /* @__PURE__ */ defineEvent({
  type: "membership.role-request-answered",
  version: 1,
  summary: "A lead contact or staff said yes or no to somebody who asked to belong to an organisation.",
  data: () =>
    z.strictObject({
      requestId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      personId: z.string(),
      role,
      outcome: z.enum(["approved", "declined"]),
      reason,
    }),
  sample: { requestId, organisationId, organisationName, personId, role: "colleague", outcome: "approved" },
});

export const personDataExported = /* @__PURE__ */ defineEvent({
  type: "membership.person-data-exported",
  version: 1,
  summary: "Everything we hold about a person was put into a file, for themselves or by staff for them.",
  data: () => z.strictObject({ personId: z.string(), reason }),
  sample: { personId, reason: "data-protection" },
});

export const erasureRequested = /* @__PURE__ */ defineEvent({
  type: "membership.erasure-requested",
  version: 1,
  summary: "A person asked to be erased; staff answer within a month.",
  data: () => z.strictObject({ personId: z.string() }),
  sample: { personId },
});

export const erasureDecided = /* @__PURE__ */ defineEvent({
  type: "membership.erasure-decided",
  version: 1,
  summary: "Staff decided about a person's erasure; the letter that tells it goes before the address does.",
  data: () =>
    z.strictObject({ personId: z.string(), outcome: z.enum(["approved", "refused"]), reason: DecisionReason }),
  sample: { personId, outcome: "approved", reason: "data-protection" },
});

export const personErased = /* @__PURE__ */ defineEvent({
  type: "membership.person-erased",
  version: 1,
  summary: "What named a person was removed; what tax law asks to be kept is kept without them.",
  data: () =>
    z.strictObject({
      personId: z.string(),
      removed: z.int(),
      /** How many accounts were deleted at the sign-in service; absent in events of before. */
      accounts: z.int().optional(),
    }),
  sample: { personId, removed: 9, accounts: 1 },
});
