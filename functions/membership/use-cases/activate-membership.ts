import { Affiliation, affiliationKey, affiliationPut } from "@alliance/auth";
import { type LondonDate, londonDateOf } from "@alliance/core";
import { type DomainEvent, draft, type finance } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { applicationKey, applicationPk, applicationPut } from "../keys/application.ts";
import { organisationPk } from "../keys/organisation.ts";
import { termKey, termPuts, termsOf } from "../keys/term.ts";
import { unmergedGuard } from "../merging/guards.ts";
import { Application } from "../schema/application.ts";
import { Term } from "../schema/term.ts";
import { startWhenSettled } from "../terms/renewal.ts";
import { termSold } from "../terms/term-sold.ts";
import { typeAtVersion } from "../types/read-type.ts";

type InvoiceIssued = z.infer<typeof finance.invoiceIssued.data>;
type Activated = "activated" | "active-already" | "stranded" | "not-ours";

/**
 * On finance.invoice-issued: the school's term is in force and its applicant leads it. Money that comes after the
 * application was released gets the term again if it is free; if not, staff see the application as stranded.
 */
export async function activateMembership(ctx: Ctx, event: DomainEvent<InvoiceIssued>): Promise<Activated> {
  const { orderId, invoiceId, document: invoice } = event.data;
  const freshMembershipId = ctx.ids.next("mem");
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(applicationKey(orderId), Application, { consistent: true });
    if (stored === undefined) return "not-ours";
    const application = stored.data;
    if (application.status === "active") return "active-already";
    const { applicationId, organisationId, academicYear } = application;
    const held = await ctx.table.get(termKey(organisationId, academicYear), Term, { consistent: true });
    if (held && held.data.applicationId !== applicationId) return strand(ctx, stored, invoiceId);
    // A term that was let go may have gone with its organisation, which became part of another meanwhile.
    const guard = held === undefined ? await unmergedGuard(ctx, organisationId) : undefined;
    if (held === undefined && guard === undefined) return strand(ctx, stored, invoiceId);
    const sold = held?.data ?? (await soldAgain(ctx, application, freshMembershipId));
    const term: Term = { ...sold, startsOn: await firstDayOf(ctx, sold), status: "active" };
    await commit(ctx, {
      put: [
        ...termPuts(term, (held?.version ?? 0) + 1),
        ...(guard ? [guard] : []),
        applicationPut({ ...application, status: "active", startsOn: term.startsOn }, stored.version + 1),
        // A renewal may be a finance contact's; who leads stays who leads.
        ...(application.renewalOf === undefined ? [await leadPut(ctx, application, term.startsOn)] : []),
      ],
      emit: [{ pk: organisationPk(organisationId), event: activated(term, invoice) }],
    });
    return "activated";
  });
}

/** As it was sold, but for a renewal whose membership had lapsed by now. */
async function firstDayOf(ctx: Ctx, sold: Term): Promise<LondonDate> {
  if (sold.renewalOf === undefined) return sold.startsOn;
  const terms = (await ctx.table.query(termsOf(sold.organisationId), Term)).items.map(({ data }) => data);
  const before = terms.find(({ membershipId }) => membershipId === sold.renewalOf);
  return startWhenSettled(sold, before, londonDateOf(ctx.clock.now()));
}

/** The claim was let go; it is made anew as it was sold. */
async function soldAgain(ctx: Ctx, application: Application, membershipId: string): Promise<Term> {
  const { applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn } = application;
  const { membershipTypeId, membershipTypeVersion, netPence, renewalOf } = application;
  const type = await typeAtVersion(ctx.table, membershipTypeId, membershipTypeVersion);
  if (type === undefined) throw new Error(`version ${membershipTypeVersion} of ${membershipTypeId} is missing`);
  const sold = { applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn };
  return termSold({ ...sold, membershipId, netPence, renewalOf }, type);
}

/** Somebody who led before leads on from their first day. */
async function leadPut(ctx: Ctx, application: Application, from: LondonDate): Promise<Put> {
  const who = { personId: application.applicantId, organisationId: application.organisationId, role: "lead" } as const;
  const before = await ctx.table.get(affiliationKey(who), Affiliation, { consistent: true });
  return affiliationPut({ ...who, from: before?.data.from ?? from }, (before?.version ?? 0) + 1);
}

const activated = (term: Term, invoice: InvoiceIssued["document"]) =>
  draft(
    membership.membershipActivated,
    {
      membershipId: term.membershipId,
      applicationId: term.applicationId,
      organisationId: term.organisationId,
      organisationName: term.organisationName,
      membershipTypeId: term.membershipTypeId,
      membershipTypeName: term.membershipTypeName,
      benefits: term.benefits.map(({ name }) => name),
      applicantId: term.applicantId,
      ...(term.renewalOf === undefined ? {} : { renewalOf: term.renewalOf }),
      startsOn: term.startsOn,
      endsOn: term.endsOn,
      invoice,
    },
    term.organisationId,
  );

/** The school went to another application meanwhile. Finance keeps the money in sight; here it waits for staff. */
async function strand(ctx: Ctx, stored: Stored<Application>, invoiceId: string): Promise<"stranded"> {
  if (stored.data.status === "stranded") return "stranded";
  const { applicationId, organisationId } = stored.data;
  await commit(ctx, {
    put: [applicationPut({ ...stored.data, status: "stranded" }, stored.version + 1)],
    emit: [
      {
        pk: applicationPk(applicationId),
        event: draft(membership.applicationStranded, { applicationId, organisationId, invoiceId }, organisationId),
      },
    ],
  });
  ctx.log.warn("an application was invoiced after its school had gone to another", { applicationId, organisationId });
  return "stranded";
}
