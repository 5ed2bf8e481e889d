import { affiliationRoles, idOf, LondonDate, Pence } from "@alliance/core";
import { RegisterCounts } from "@alliance/events/membership";
import * as z from "zod";
import { type Application, applicationStatuses, Payment } from "./schema/application.ts";
import { Identifier } from "./schema/organisation.ts";
import { RegisterError, type RegisterImport } from "./schema/register-import.ts";
import type { OrganisationDetails } from "./use-cases/read-organisation.ts";
import type { Found } from "./use-cases/search-establishments.ts";

/** What the API says about an application; ids, never names. */
export const ApplicationReply = z.lazy(() =>
  z.strictObject({
    applicationId: idOf("app"),
    organisationId: idOf("org"),
    urn: z.string().optional(),
    renewalOf: idOf("mem").optional(),
    schoolName: z.string(),
    status: z.enum(applicationStatuses),
    academicYear: z.string(),
    startsOn: LondonDate,
    endsOn: LondonDate,
    payment: Payment,
    netPence: Pence,
    vatPence: Pence,
    totalPence: Pence,
    /** Where to go on: the payment page for a card, else the application's own page. */
    next: z.string(),
  }),
);

export const nextPageOf = ({ applicationId, payment, status }: Application): string =>
  payment.method === "card" && status === "pending" ? `/pay/${applicationId}` : `/portal/applications/${applicationId}`;

export function applicationReply(application: Application): z.infer<typeof ApplicationReply> {
  const { applicationId, organisationId, urn, renewalOf, organisationName, status, academicYear } = application;
  const { startsOn, endsOn, payment, netPence, vatPence } = application;
  return {
    ...{ applicationId, organisationId, urn, renewalOf, schoolName: organisationName, status, academicYear },
    ...{ startsOn, endsOn, payment, netPence, vatPence, totalPence: netPence + vatPence },
    next: nextPageOf(application),
  };
}

export const EstablishmentReply = z.lazy(() =>
  z.strictObject({
    urn: z.string(),
    name: z.string(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    phase: z.string().optional(),
    type: z.string().optional(),
    state: z.enum(["open", "closed", "proposed", "member", "covered", "being-joined", "yours"]),
    closedOn: LondonDate.optional(),
  }),
);

export function establishmentReply({ state, school }: Found): z.infer<typeof EstablishmentReply> {
  const { urn, name, town, postcode, phase, type, closedOn } = school;
  return { urn, name, town, postcode, phase, type, state, closedOn };
}

export const ImportReply = z.lazy(() =>
  z.strictObject({
    importId: idOf("imp"),
    status: z.enum(["requested", "running", "imported", "refused"]),
    requestedAt: z.iso.datetime(),
    rowsRead: z.int().optional(),
    finishedAt: z.iso.datetime().optional(),
    counts: RegisterCounts.optional(),
    error: RegisterError.optional(),
  }),
);

export function importReply(registerImport: RegisterImport): z.infer<typeof ImportReply> {
  const { requestedBy: _, files: __, ...reply } = registerImport;
  return reply;
}

export const OrganisationReply = z.lazy(() =>
  z.strictObject({
    organisationId: idOf("org"),
    kind: z.string(),
    name: z.string(),
    isPartner: z.boolean().optional(),
    formerNames: z.array(z.strictObject({ name: z.string(), until: LondonDate })).optional(),
    identifiers: z.array(Identifier),
    phase: z.string().optional(),
    addressLines: z.array(z.string()).optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    region: z.string().optional(),
    pupils: z.int().optional(),
    closedOn: LondonDate.optional(),
    mergedInto: idOf("org").optional(),
    registeredAt: z.iso.datetime(),
    terms: z.array(
      z.strictObject({
        membershipId: idOf("mem"),
        academicYear: z.string(),
        membershipType: z.string(),
        startsOn: LondonDate,
        endsOn: LondonDate,
        status: z.enum(["pending", "active"]),
      }),
    ),
    people: z.array(
      z.strictObject({
        personId: idOf("per"),
        role: z.enum(affiliationRoles),
        from: LondonDate,
        until: LondonDate.optional(),
      }),
    ),
  }),
);

export function organisationReply({
  organisation,
  terms,
  people,
}: OrganisationDetails): z.infer<typeof OrganisationReply> {
  return {
    ...organisation,
    terms: terms.map(({ membershipId, academicYear, membershipTypeName, startsOn, endsOn, status }) => ({
      ...{ membershipId, academicYear, membershipType: membershipTypeName, startsOn, endsOn, status },
    })),
    people: people.map(({ personId, role, from, until }) => ({ personId, role, from, until })),
  };
}
