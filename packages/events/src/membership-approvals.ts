import * as z from "zod";
import { defineEvent } from "./contract.ts";

const applicationId = "app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const applicantId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationName = "Quayside Books";

const about = {
  applicationId: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  applicantId: z.string(),
};

export const applicationAwaitingApproval = /* @__PURE__ */ defineEvent({
  type: "membership.application-awaiting-approval",
  version: 1,
  summary: "Somebody applied with a type that staff approve first; the term is held, and nothing is ordered yet.",
  data: () => z.strictObject({ ...about, membershipTypeId: z.string() }),
  sample: { applicationId, organisationId, organisationName, applicantId, membershipTypeId: "business-partner" },
});

export const applicationApproved = /* @__PURE__ */ defineEvent({
  type: "membership.application-approved",
  version: 1,
  summary: "Staff approved an application; it goes on to its payment, and the applicant is told.",
  data: () => z.strictObject({ ...about, payment: z.enum(["card", "invoice", "quote"]) }),
  sample: { applicationId, organisationId, organisationName, applicantId, payment: "card" },
});

export const applicationDeclined = /* @__PURE__ */ defineEvent({
  type: "membership.application-declined",
  version: 1,
  summary: "Staff declined an application; the term is free again, and the applicant reads why on its page.",
  data: () => z.strictObject(about),
  sample: { applicationId, organisationId, organisationName, applicantId },
});
