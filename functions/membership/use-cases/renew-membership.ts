import { authoriseFor, peopleOf } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { submittedEvent, withoutOrder } from "../joining/new-application.ts";
import { applicationKey, applicationPk, applicationPut } from "../keys/application.ts";
import { termKey, termPuts } from "../keys/term.ts";
import { orReadAgain } from "../merging/guards.ts";
import { Application } from "../schema/application.ts";
import { currentIdentifier, type Organisation } from "../schema/organisation.ts";
import type { RenewInput } from "../schema/renewal.ts";
import { Term } from "../schema/term.ts";
import type { Renewal } from "../terms/renewal.ts";
import { termSold } from "../terms/term-sold.ts";
import { type RenewalOffer, type RenewalStanding, readRenewal } from "./read-renewal.ts";
import { refuseToRenew } from "./refuse-to-renew.ts";

export interface Renewed {
  readonly outcome: "submitted" | "yours-already";
  readonly application: Application;
}

/**
 * Orders the next year: an application and a term of their own, which waits for its payment. The membership that runs
 * is not touched, whatever becomes of its renewal. Whoever comes second is told who was quicker.
 */
export async function renewMembership(ctx: Ctx, input: RenewInput): Promise<Renewed> {
  const { organisationId, payment } = input;
  authoriseFor(ctx.actor, "membership.renew", organisationId);
  if (ctx.actor.kind !== "person") throw new Problem("not-allowed", "Only a person can renew a membership.");
  const { personId } = ctx.actor;
  const isOwn = ctx.actor.affiliations.some((each) => each.organisationId === organisationId);
  if (!isOwn && payment.method === "card") {
    throw new Problem("invalid-input", "For a school you can order by invoice; they pay by card themselves.", [
      { field: "method", message: "Choose an invoice: a card is the school’s own to use" },
    ]);
  }
  const ids = { applicationId: ctx.ids.next("app"), membershipId: ctx.ids.next("mem") };
  return retryingConflicts(async () => {
    const standing = await readRenewal(ctx, organisationId);
    const { renewal, offer, organisation } = standing;
    if (renewal.state === "waiting") return waiting(ctx, { ...standing, renewal }, ids.applicationId, personId);
    if (renewal.state !== "open" || offer === undefined) throw refuseToRenew(standing);
    const applicantId = isOwn ? personId : await onBehalfOf(ctx, renewal.of);
    const { startsOn, endsOn, academicYear, netPence } = offer.price;
    const held = await ctx.table.get(termKey(organisationId, academicYear), Term, { consistent: true });
    if (held) return waiting(ctx, { ...standing, renewal: heldAs(renewal.of, held.data) }, ids.applicationId, personId);
    const { name: organisationName } = organisation;
    const sold = { ...ids, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn, netPence };
    const term = termSold({ ...sold, renewalOf: renewal.of.membershipId, size: offer.size }, offer.type);
    const ordered = { ...applicationFor(ctx, term, offer, organisation), payment };
    const application = withoutOrder(ordered);
    await commit(ctx, {
      put: [...termPuts(term, 1), applicationPut(application, 1), await orReadAgain(ctx, organisationId)],
      emit: [{ pk: applicationPk(application.applicationId), event: submittedEvent(ordered) }],
    });
    return { outcome: "submitted", application };
  });
}

/** The claim of the year is another's, which the list of terms did not show yet. */
const heldAs = (of: Term, next: Term): Extract<Renewal, { next: Term }> =>
  next.status === "pending" ? { state: "waiting", of, next } : { state: "renewed", of, next };

/** Staff renew for a school: its lead contact is who it is for, else whoever ordered the year before. */
async function onBehalfOf(ctx: Ctx, last: Term): Promise<string> {
  const today = londonDateOf(ctx.clock.now());
  const people = await peopleOf(ctx.table, last.organisationId);
  const lead = people.find(
    ({ role, from, until }) => role === "lead" && from <= today && (until === undefined || until >= today),
  );
  return lead?.personId ?? last.applicantId;
}

/** One's own renewal that waits leads back to it; with the id of this very request it is our own first try. */
async function waiting(
  ctx: Ctx,
  standing: RenewalStanding & { readonly renewal: { readonly next: Term } },
  newId: string,
  personId: string,
): Promise<Renewed> {
  const { next } = standing.renewal;
  const stored = await ctx.table.get(applicationKey(next.applicationId), Application, { consistent: true });
  if (stored && next.applicationId === newId) return { outcome: "submitted", application: stored.data };
  if (stored && next.applicantId === personId) return { outcome: "yours-already", application: stored.data };
  throw refuseToRenew(standing);
}

/** Billed to whoever was billed the year before, with the same finance contact. */
function applicationFor(
  ctx: Ctx,
  term: Term,
  { type, price, billed }: RenewalOffer,
  organisation: Organisation,
): Omit<Application, "payment"> {
  const { applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn } = term;
  const { membershipTypeId, membershipTypeVersion, membershipTypeName, netPence, renewalOf } = term;
  const urn = currentIdentifier(organisation, "urn");
  return {
    ...{ applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn },
    ...{ membershipTypeId, membershipTypeVersion, membershipTypeName, netPence, renewalOf },
    ...(urn === undefined ? {} : { urn }),
    kind: organisation.kind,
    vatPence: price.vatPence,
    order: {
      lines: price.lines.map(({ vatPence: _, ...line }) => line),
      ...{ creditDays: type.creditDays, billTo: billed.billTo },
    },
    contacts: [...billed.contacts],
    submittedAt: ctx.clock.now(),
    status: "pending",
  };
}
