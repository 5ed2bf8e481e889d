import { Pence } from "@alliance/core";
import { covers, SoldBenefit } from "@alliance/entitlement";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import {
  CreateTypeInput,
  MembershipTypeId,
  PublishInput,
  sizes,
  TypeVersion,
  vatKinds,
} from "./schema/membership-type.ts";
import { organisationKinds } from "./schema/organisation.ts";
import type { PortalServices } from "./services.ts";
import { createMembershipType } from "./use-cases/create-membership-type.ts";
import { publishMembershipType } from "./use-cases/publish-membership-type.ts";
import { listTypesOnSale, readTypeHistory } from "./use-cases/read-membership-types.ts";

const { api } = routesFor<PortalServices>();
const params = z.strictObject({ membershipTypeId: MembershipTypeId });

const TypeReply = z.lazy(() =>
  z.object({
    membershipTypeId: z.string(),
    version: z.int(),
    name: z.string(),
    summary: z.string(),
    eligibleKinds: z.array(z.enum(organisationKinds)),
    /** A whole year's price net of VAT, by size. */
    price: z.object({
      by: z.enum(sizes),
      bands: z.array(z.object({ upTo: z.int().optional(), netPence: Pence })),
    }),
    vat: z.enum(vatKinds),
    term: z.object({
      kind: z.enum(["academic-year", "rolling-year"]),
      lateJoinersFrom: z.string().optional(),
      proRata: z.enum(["none", "monthly"]),
    }),
    graceDays: z.int(),
    needsApproval: z.boolean(),
    covers: z.enum(covers),
    creditDays: z.int(),
    benefits: z.array(SoldBenefit),
    isOnSale: z.boolean(),
  }),
);

/** Types of membership: what is on sale, for everybody, and their versions, for staff. */
export const typesApi = [
  api({
    method: "GET",
    path: "/api/membership/types",
    summary: "What organisations can join with today: who may, for how much, and what comes with it",
    access: "public",
    reply: { status: 200, description: "All that is on sale", schema: z.strictObject({ items: z.array(TypeReply) }) },
    handle: async ({ ctx }) => ({ items: await listTypesOnSale(ctx) }),
  }),
  api({
    method: "POST",
    path: "/api/membership/types",
    summary: "Make a type that there was not; its id is made from its name, and nobody can join with it yet",
    access: "membership.edit-types",
    body: CreateTypeInput,
    idempotent: true,
    reply: { status: 201, description: "Its first version, which is not on sale", schema: TypeVersion },
    handle: async ({ ctx, body }) => createMembershipType(ctx, body),
  }),
  api({
    method: "GET",
    path: "/api/membership/types/:membershipTypeId/versions",
    summary: "Every version of a type, newest first, with who published it and why",
    access: "membership.read-any",
    params,
    reply: {
      status: 200,
      description: "The versions; `sold` counts memberships in force that keep the version they were sold with",
      schema: z.strictObject({ items: z.array(TypeVersion), sold: z.int() }),
    },
    handle: async ({ ctx, params: { membershipTypeId } }) => {
      const { versions, sold } = await readTypeHistory(ctx, membershipTypeId);
      return { items: versions, sold };
    },
  }),
  api({
    method: "POST",
    path: "/api/membership/types/:membershipTypeId/versions",
    summary: "Publish the next version of a type; 412 where somebody published one since `basedOn`",
    access: "membership.edit-types",
    params,
    body: PublishInput,
    idempotent: true,
    reply: { status: 201, description: "The version that is sold from now on", schema: TypeVersion },
    handle: async ({ ctx, params: { membershipTypeId }, body }) => publishMembershipType(ctx, membershipTypeId, body),
  }),
];
