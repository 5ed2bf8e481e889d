import { idOf, LondonDate, Pence } from "@alliance/core";
import { Grant } from "@alliance/entitlement";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { ApplicationReply, applicationReply } from "./replies.ts";
import { RenewInput } from "./schema/renewal.ts";
import type { PortalServices } from "./services.ts";
import { type EntitlementAnswer, explainEntitlement } from "./use-cases/explain-entitlement.ts";
import { type RenewalStanding, readRenewal } from "./use-cases/read-renewal.ts";
import { renewMembership } from "./use-cases/renew-membership.ts";

const { api } = routesFor<PortalServices>();

const EntitlementQuery = z.strictObject({
  benefit: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "must be small letters, digits and hyphens"),
  on: LondonDate,
  organisation: idOf("org").optional(),
  person: idOf("per").optional(),
  listPence: z.coerce.number().pipe(Pence.min(0)).optional(),
});

const Answer = { allowed: z.boolean(), reason: z.string(), pricePence: Pence.optional() };
const EntitlementReply = z.lazy(() =>
  z.strictObject({
    ...Answer,
    benefit: z.strictObject({ benefitId: z.string(), name: z.string() }),
    on: LondonDate,
    discountPercent: z.int().optional(),
    /** Every membership that was looked at, with what it alone would have answered. */
    considered: z.array(z.strictObject({ ...Answer, grant: Grant })),
  }),
);

const answered = (decision: EntitlementAnswer["decision"]) => ({
  allowed: decision.allowed,
  reason: decision.reason,
  ...(decision.allowed && decision.pricePence !== undefined ? { pricePence: decision.pricePence } : {}),
});

const RenewalReply = z.lazy(() =>
  z.strictObject({
    organisationId: idOf("org"),
    state: z.enum(["never-a-member", "too-early", "open", "waiting", "renewed"]),
    endsOn: LondonDate.optional(),
    /** Too early: the first day on which it can be renewed. */
    from: LondonDate.optional(),
    offer: z
      .strictObject({
        membershipType: z.string(),
        startsOn: LondonDate,
        endsOn: LondonDate,
        netPence: Pence,
        vatPence: Pence,
        totalPence: Pence,
      })
      .optional(),
  }),
);

function renewalReply({ organisation, renewal, offer }: RenewalStanding): z.infer<typeof RenewalReply> {
  return {
    organisationId: organisation.organisationId,
    state: renewal.state,
    ...("of" in renewal ? { endsOn: renewal.of.endsOn } : {}),
    ...(renewal.state === "too-early" ? { from: renewal.from } : {}),
    ...(offer
      ? {
          offer: {
            membershipType: offer.type.name,
            ...{ startsOn: offer.price.startsOn, endsOn: offer.price.endsOn, netPence: offer.price.netPence },
            ...{ vatPence: offer.price.vatPence, totalPence: offer.price.totalPence },
          },
        }
      : {}),
  };
}

export const termsApi = [
  api({
    method: "GET",
    path: "/api/membership/entitlement",
    summary:
      "May somebody use a benefit on a day, at what price, and why: for yourself, your organisation, or any for staff",
    access: "membership.read-own",
    query: EntitlementQuery,
    reply: { status: 200, description: "Yes or no with the reason", schema: EntitlementReply },
    handle: async ({ ctx, query: { benefit: benefitId, on, organisation, person, listPence } }) => {
      const asked = { benefitId, on, organisationId: organisation, personId: person, listPence };
      const { decision, benefit, considered } = await explainEntitlement(ctx, asked);
      return {
        ...answered(decision),
        ...{ benefit, on },
        ...(decision.allowed ? { discountPercent: decision.discountPercent } : {}),
        considered: considered.map((each) => ({ ...answered(each.decision), grant: each.grant })),
      };
    },
  }),
  api({
    method: "GET",
    path: "/api/membership/renewals/:organisationId",
    summary: "Whether an organisation can renew now, and at what price",
    access: "membership.renew",
    params: z.strictObject({ organisationId: idOf("org") }),
    reply: { status: 200, description: "How its renewal stands", schema: RenewalReply },
    handle: async ({ ctx, params }) => renewalReply(await readRenewal(ctx, params.organisationId)),
  }),
  api({
    method: "POST",
    path: "/api/membership/renewals",
    summary: "Renew for an organisation: orders its next year by card or invoice; the one that runs is not touched",
    access: "membership.renew",
    body: RenewInput,
    idempotent: true,
    reply: {
      status: 201,
      description: "The application; `next` is where it goes on. 200 with the one you hold already, if you do",
      schema: ApplicationReply,
    },
    handle: async ({ ctx, body }) => {
      const { outcome, application } = await renewMembership(ctx, body);
      const reply = applicationReply(application);
      return outcome === "submitted" ? reply : Response.json(reply, { status: 200 });
    },
  }),
];
