import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const reviewId = "rev_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const reviewKinds = ["closed", "closing", "opened", "renamed", "successor", "merged", "split"] as const;

const CoverageLink = z.lazy(() =>
  z.strictObject({
    scheme: z.enum(["trust-uid", "la-code"]),
    value: z.string(),
    from: LondonDate,
    until: LondonDate.optional(),
  }),
);

export const coverageChanged = /* @__PURE__ */ defineEvent({
  type: "membership.coverage-changed",
  version: 1,
  summary: "The register says that a school joined or left a trust or an authority, whose membership may reach it.",
  data: () =>
    z.strictObject({ organisationId: z.string(), importId: z.string().optional(), links: z.array(CoverageLink) }),
  sample: { organisationId, links: [{ scheme: "trust-uid", value: "5001", from: "2024-09-01" }] },
});

export const registerReviewOpened = /* @__PURE__ */ defineEvent({
  type: "membership.register-review-opened",
  version: 1,
  summary: "The register changed in a way that somebody has to decide about before an organisation of ours follows.",
  data: () =>
    z.strictObject({
      reviewId: z.string(),
      organisationId: z.string(),
      kind: z.enum(reviewKinds),
      urn: z.string(),
      otherUrn: z.string().optional(),
    }),
  sample: { reviewId, organisationId, kind: "successor", urn: "900017", otherUrn: "900018" },
});

export const registerReviewDecided = /* @__PURE__ */ defineEvent({
  type: "membership.register-review-decided",
  version: 1,
  summary: "Staff decided about a change in the register: our organisation followed it, or it was dismissed.",
  data: () =>
    z.strictObject({
      reviewId: z.string(),
      organisationId: z.string(),
      kind: z.enum(reviewKinds),
      decision: z.enum(["done", "dismissed"]),
    }),
  sample: { reviewId, organisationId, kind: "successor", decision: "done" },
});

export const organisationChanged = /* @__PURE__ */ defineEvent({
  type: "membership.organisation-changed",
  version: 1,
  summary: "What we know of an organisation changed; documents of before keep what they say.",
  data: () =>
    z.strictObject({
      organisationId: z.string(),
      name: z.string(),
      changed: z.array(z.enum(["name", "address", "identifiers", "closing", "facts", "partner"])).min(1),
    }),
  sample: { organisationId, name: "Harbour View Primary School", changed: ["name"] },
});
