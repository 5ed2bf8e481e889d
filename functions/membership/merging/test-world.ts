import { type Affiliation, affiliationPut, type Contact, contactPut } from "@alliance/auth";
import { type Coverage, coveragePut } from "@alliance/entitlement";
import { commit } from "@alliance/store";
import { staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { invitationPut } from "../keys/invitation.ts";
import { aliasPut, organisationPut } from "../keys/organisation.ts";
import { reminderPut } from "../keys/reminder.ts";
import { roleRequestPut } from "../keys/role-request.ts";
import { termPuts } from "../keys/term.ts";
import type { Invitation } from "../schema/invitation.ts";
import { identifies, type Organisation } from "../schema/organisation.ts";
import type { RoleRequest } from "../schema/role-request.ts";
import type { Term } from "../schema/term.ts";

/** The clock of tests stands on 21 November 2026. */
export const idNumbered = (prefix: string, number: number): string =>
  `${prefix}_01KAK3F0Q9${String(number).padStart(16, "0")}`;

export const harbour = idNumbered("org", 1);
export const quay = idNumbered("org", 2);
export const beach = idNumbered("org", 3);

export const school = (organisationId: string, urn: string, more: Partial<Organisation> = {}): Organisation => ({
  ...{ organisationId, kind: "school", name: `School ${urn}`, registeredAt: "2024-09-01T10:00:00.000Z" },
  identifiers: [{ scheme: "urn", value: urn, from: "2001-09-01" }],
  ...more,
});

export const term = (organisationId: string, number: number, more: Partial<Term> = {}): Term => ({
  ...{ membershipId: idNumbered("mem", number), organisationId, organisationName: `School of ${organisationId}` },
  ...{ applicationId: idNumbered("app", number), applicantId: idNumbered("per", 1), academicYear: "2026-27" },
  ...{ startsOn: "2026-09-01", endsOn: "2027-08-31", status: "active" },
  ...{ membershipTypeId: "school", membershipTypeVersion: 1, membershipTypeName: "School membership" },
  benefits: [{ benefitId: "training", name: "Training", discountPercent: 30 }],
  ...{ covers: "itself", graceDays: 30, netPence: 25_000 },
  ...more,
});

export interface Given {
  readonly organisations: readonly Organisation[];
  readonly terms?: readonly Term[];
  readonly people?: readonly Affiliation[];
  readonly coverage?: readonly Coverage[];
  readonly contacts?: readonly Contact[];
  readonly invitations?: readonly Invitation[];
  readonly requests?: readonly RoleRequest[];
  /** Steps that were told, by organisation and membership. */
  readonly reminders?: readonly (readonly [organisationId: string, membershipId: string, step: string])[];
}

/** Staff before a table that holds just that. */
export async function mergeWorld(given: Given): Promise<TestCtx> {
  const ctx = testCtx(staffMember());
  const puts = [
    ...given.organisations.flatMap((each) => [
      organisationPut(each, 1),
      ...each.identifiers
        .filter(({ scheme }) => identifies(each.kind, scheme))
        .map(({ scheme, value }) => aliasPut(scheme, value, each.organisationId)),
    ]),
    ...(given.terms ?? []).flatMap((each) => termPuts(each, 1)),
    ...(given.people ?? []).map((each) => affiliationPut(each, 1)),
    ...(given.coverage ?? []).map((each) => coveragePut(each, 1)),
    ...(given.contacts ?? []).map((each) => contactPut(each, 1)),
    ...(given.invitations ?? []).map((each) => invitationPut(each, 1)),
    ...(given.requests ?? []).map((each) => roleRequestPut(each, 1)),
    ...(given.reminders ?? []).map((each) => reminderPut(...each, "2026-11-01T06:30:00.000Z")),
  ];
  await commit(ctx, { put: puts });
  return ctx;
}

/** Every item of the table but events, guards and merges, without its version: what a merge changes and an undo restores. */
export function stateOf(ctx: TestCtx): Record<string, unknown> {
  const ofMerging = new Set(["event", "membership.merge", "membership.claims", "membership.leads"]);
  const items = [...ctx.table.items.values()].filter(({ entity }) => !ofMerging.has(String(entity)));
  return Object.fromEntries(items.map(({ version: _, ...item }) => [`${item.pk}|${item.sk}`, item]));
}
