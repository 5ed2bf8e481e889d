import { newContactPuts } from "@alliance/auth";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import type { Ctx, Put } from "@alliance/store";
import type { Application, BillTo, JoinRequest } from "../schema/application.ts";
import type { Term } from "../schema/term.ts";
import { termSold } from "../terms/term-sold.ts";
import type { Candidate } from "./candidate.ts";
import type { Offer } from "./choose-type.ts";

/** Made before the first try, so that a request that is run again makes the same ones. */
export interface NewIds {
  readonly applicationId: string;
  readonly membershipId: string;
  readonly organisationId: string;
  readonly contacts: { readonly lead: string; readonly finance: string; readonly head: string };
}

export const newIds = ({ ids }: Ctx): NewIds => ({
  applicationId: ids.next("app"),
  membershipId: ids.next("mem"),
  organisationId: ids.next("org"),
  contacts: { lead: ids.next("con"), finance: ids.next("con"), head: ids.next("con") },
});

interface Parts {
  readonly ids: NewIds;
  readonly organisationId: string;
  readonly applicantId: string;
  readonly candidate: Candidate;
  readonly offer: Offer;
}

/** Frozen as it is sold: a later version of the type changes nothing of it. */
export function newTerm({ ids, organisationId, applicantId, candidate, offer: { type, price, joiner } }: Parts): Term {
  const { academicYear, startsOn, endsOn, netPence } = price;
  const size = type.price.by === "flat" ? undefined : joiner[type.price.by];
  return termSold(
    {
      ...{ membershipId: ids.membershipId, applicationId: ids.applicationId, organisationId, applicantId },
      ...{ organisationName: candidate.name, academicYear, startsOn, endsOn, netPence, size },
    },
    type,
  );
}

const contactRoles = ["lead", "finance", "head"] as const;

/** Who was named: an id of a person for "me", else of a new contact. Names and addresses stay with the contact. */
function contactsOf(ctx: Ctx, { ids, organisationId, applicantId }: Parts, { contacts = {} }: JoinRequest) {
  const named = contactRoles.flatMap((role) => {
    const who = contacts[role];
    return who === undefined ? [] : [{ role, who }];
  });
  const puts: Put[] = named.flatMap(({ role, who }) =>
    who === "me"
      ? []
      : newContactPuts({ contactId: ids.contacts[role], organisationId, ...who, role, createdAt: ctx.clock.now() }),
  );
  const known = named.map(({ role, who }) =>
    who === "me" ? { role, personId: applicantId } : { role, contactId: ids.contacts[role] },
  );
  return { puts, known };
}

export function newApplication(
  ctx: Ctx,
  parts: Parts,
  input: JoinRequest,
): { readonly application: Application; readonly contactPuts: readonly Put[] } {
  const { ids, organisationId, applicantId, candidate, offer } = parts;
  const { type, price } = offer;
  const { puts, known } = contactsOf(ctx, parts, input);
  const addressLines = [...candidate.addressLines];
  const own: BillTo | undefined = addressLines.length > 0 ? { name: candidate.name, addressLines } : undefined;
  const billTo = input.billTo ?? own ?? { name: candidate.name, addressLines: [] };
  const application: Application = {
    ...{ applicationId: ids.applicationId, organisationId, organisationName: candidate.name, applicantId },
    kind: candidate.kind,
    ...(candidate.urn ? { urn: candidate.urn } : {}),
    ...(input.role ? { job: input.role } : {}),
    payment: input.payment,
    membershipTypeId: type.membershipTypeId,
    membershipTypeVersion: type.version,
    membershipTypeName: type.name,
    ...{ academicYear: price.academicYear, startsOn: price.startsOn, endsOn: price.endsOn },
    ...{ netPence: price.netPence, vatPence: price.vatPence },
    order: {
      lines: price.lines.map(({ vatPence: _, ...line }) => line),
      ...{ creditDays: type.creditDays, billTo },
    },
    contacts: known,
    submittedAt: ctx.clock.now(),
    status: type.needsApproval || candidate.isDescribed ? "awaiting-approval" : "pending",
  };
  return { application, contactPuts: puts };
}

/** What finance needs to ask for the money: the event that makes an order, a quote or an invoice. */
export function submittedEvent(application: Application) {
  const { applicationId, organisationId, organisationName, urn, membershipTypeId, membershipTypeVersion } = application;
  const { applicantId, academicYear, startsOn, endsOn, payment, contacts, order } = application;
  if (order === undefined) throw new Error(`application ${applicationId} was ordered before`);
  const financeContactId = contacts.find(({ role }) => role === "finance")?.contactId;
  const data = {
    ...{ applicationId, organisationId, organisationName, membershipTypeId, membershipTypeVersion },
    ...(urn ? { urn } : {}),
    ...(application.renewalOf ? { renewalOf: application.renewalOf } : {}),
    ...{ applicantId, academicYear, startsOn, endsOn },
    payment: payment.method,
    ...(payment.method === "invoice" ? { purchaseOrderNumber: payment.purchaseOrderNumber } : {}),
    ...(financeContactId ? { financeContactId } : {}),
    beneficiary: { name: organisationName, ...(urn ? { urn } : {}) },
    ...order,
    // Whoever is told of an approval by letter is not at the payment page any more.
    ...(application.status === "awaiting-approval" ? { payWithinDays: 14 } : {}),
  };
  return draft(membership.applicationSubmitted, data, organisationId);
}

/** Once finance has it, the order is finance's: the application keeps no copy. */
export const withoutOrder = ({ order: _, ...application }: Application): Application => application;
