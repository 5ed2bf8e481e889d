import { pounds } from "@alliance/core";
import type { Envelope, EventContract } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as home from "@alliance/events/home";
import * as membership from "@alliance/events/membership";
import * as notifications from "@alliance/events/notifications";
import { formatDate, type TimelineItem } from "@alliance/ui";
import type * as z from "zod";
import { roleNames } from "../schema/invitation.ts";
import { changedWords, coverageWords, reviewWords } from "./register-words.ts";

type Words = Pick<TimelineItem, "title" | "tone"> & { readonly detail?: string };
type Teller = readonly [EventContract, (data: never) => Words];

const tell = <S extends z.ZodType>(contract: EventContract<string, S>, words: (data: z.infer<S>) => Words): Teller => [
  contract,
  words as (data: never) => Words,
];

const toWhom = (count: number): Pick<Words, "tone" | "detail"> =>
  count === 0
    ? { detail: "Nobody to write to: the organisation has no lead or finance contact", tone: "attention" }
    : { detail: count === 1 ? "Told one person" : `Told ${count} people` };

const changes = {
  name: "Name changed",
  "email-verified": "E-mail address added",
  "email-removed": "E-mail address removed",
  "primary-email": "Letters go to another address",
} as const;

const paymentWords = { card: "To pay by card", quote: "With a quote for the finance office" } as const;

const tellers: readonly Teller[] = [
  tell(membership.organisationRegistered, ({ name, urn }) => ({
    title: "Organisation registered",
    detail: urn ? `${name}, URN ${urn}` : name,
  })),
  tell(membership.coverageChanged, ({ links }) => ({
    title: "Whom the school belongs to changed",
    detail: coverageWords(links),
  })),
  tell(membership.registerReviewOpened, ({ kind, urn }) => ({
    title: "The register changed: somebody has to decide",
    detail: `${reviewWords[kind]}, URN ${urn}`,
    tone: "attention",
  })),
  tell(membership.registerReviewDecided, ({ kind, decision }) => ({
    title: decision === "done" ? "Followed the register" : "Dismissed what the register said",
    detail: reviewWords[kind],
    tone: "done",
  })),
  tell(membership.organisationChanged, ({ changed }) => ({
    title: "Organisation changed",
    detail: changedWords(changed),
  })),
  tell(membership.applicationSubmitted, ({ academicYear, payment, purchaseOrderNumber, renewalOf }) => ({
    title: renewalOf ? `Renewed for ${academicYear}` : `Applied for membership ${academicYear}`,
    detail: payment === "invoice" ? `By invoice, purchase order ${purchaseOrderNumber}` : paymentWords[payment],
  })),
  tell(membership.applicationAwaitingApproval, () => ({
    title: "Applied, and waits for approval",
    tone: "attention",
  })),
  tell(membership.applicationApproved, () => ({ title: "Application approved", tone: "done" })),
  tell(membership.applicationDeclined, () => ({ title: "Application declined", detail: "Its page says why" })),
  tell(membership.typePublished, ({ name, version }) => ({
    title: version === 1 ? `${name} made` : `${name}, version ${version} published`,
  })),
  tell(membership.applicationReleased, ({ reason }) => ({
    title: "Application ended",
    detail:
      reason === "withdrawn"
        ? "It was withdrawn; the school is free again"
        : "Nobody paid in time; the school is free again",
    tone: "attention",
  })),
  tell(membership.applicationStranded, () => ({
    title: "Paid too late",
    detail: "The school had gone to another application: decide about a refund or a credit",
    tone: "attention",
  })),
  tell(membership.membershipActivated, ({ membershipTypeName, startsOn, endsOn }) => ({
    title: "Membership began",
    detail: `${membershipTypeName}, ${formatDate(startsOn)} to ${formatDate(endsOn)}`,
    tone: "done",
  })),
  tell(membership.renewalDue, ({ endsOn, recipients }) => ({
    title: `Reminded to renew: ends on ${formatDate(endsOn)}`,
    ...toWhom(recipients.length),
  })),
  tell(membership.membershipInGrace, ({ graceUntil, recipients }) => ({
    title: `Membership ended; time to renew until ${formatDate(graceUntil)}`,
    ...toWhom(recipients.length),
  })),
  tell(membership.membershipLapsed, ({ recipients }) => ({
    title: "Membership lapsed",
    ...toWhom(recipients.length),
    tone: "attention",
  })),
  tell(finance.invoiceIssued, ({ document }) => ({
    title: `Invoice ${document.number} issued`,
    detail: `${pounds(document.totalPence)}, ${document.status === "paid" ? "paid" : `due on ${formatDate(document.dueOn)}`}`,
  })),
  tell(finance.creditNoteIssued, ({ document }) => ({
    title: `Credit note ${document.number}`,
    detail: `${pounds(document.totalPence)} off invoice ${document.invoiceNumber}`,
  })),
  tell(finance.paymentReceived, ({ amountPence }) => ({
    title: "Payment received",
    detail: pounds(amountPence),
    tone: "done",
  })),
  tell(finance.exceptionClosed, () => ({ title: "The finance team dealt with what waited for a person" })),
  tell(finance.orderExpired, ({ because }) => ({
    title: because === "withdrawn" ? "The order was withdrawn" : "Time to pay ran out",
    tone: "attention",
  })),
  tell(membership.personInvited, ({ role, sending }) => ({
    title: sending === 1 ? "Somebody was invited" : "Invitation sent again",
    detail: roleNames[role],
  })),
  tell(membership.invitationAccepted, ({ role }) => ({
    title: "Invitation accepted",
    detail: roleNames[role],
    tone: "done",
  })),
  tell(membership.invitationRevoked, () => ({ title: "Invitation taken back" })),
  tell(membership.contactRemoved, () => ({ title: "Somebody who was named is named no longer" })),
  tell(membership.roleBegan, ({ role, from }) => ({
    title: "Somebody has a new role",
    detail: `${roleNames[role]} from ${formatDate(from)}`,
  })),
  tell(membership.roleEnded, ({ role, until, why }) => ({
    title: why === "handed-over" ? "Lead role handed over" : "A role ends",
    detail: `${roleNames[role]} until ${formatDate(until)}`,
  })),
  tell(membership.roleRequested, ({ role }) => ({ title: "Somebody asks to belong", detail: roleNames[role] })),
  tell(membership.roleRequestAnswered, ({ outcome, role }) => ({
    title: outcome === "approved" ? "Request to belong approved" : "Request to belong declined",
    detail: roleNames[role],
  })),
  tell(membership.organisationsMerged, ({ because }) => ({
    title: "Another organisation became part of it",
    detail: because === "duplicate" ? "It was entered twice" : "Two became one",
    tone: "done",
  })),
  tell(membership.termsMerged, ({ overlapDays, overlapNetPence }) => ({
    title: "Days were paid for twice: a credit",
    detail: `${overlapDays} days, ${pounds(overlapNetPence)} net`,
    tone: "attention",
  })),
  tell(membership.mergeUndone, () => ({ title: "Merge undone", detail: "Each has again what it had" })),
  tell(membership.personDataExported, ({ reason }) => ({
    title: "Data downloaded",
    detail: reason ? "By staff, for a request of the person" : "By the person",
  })),
  tell(membership.erasureRequested, () => ({ title: "Asked to be erased", tone: "attention" })),
  tell(membership.erasureDecided, ({ outcome }) => ({
    title: outcome === "approved" ? "Erasure approved" : "Erasure refused",
  })),
  tell(membership.personErased, () => ({ title: "Erased", tone: "done" })),
  tell(home.personRegistered, () => ({ title: "Signed in for the first time" })),
  tell(home.identityAttached, () => ({ title: "Another account leads to this person" })),
  tell(home.emailCodeRequested, () => ({ title: "Code sent to a new address" })),
  tell(home.personChanged, ({ what }) => ({ title: changes[what] })),
  tell(home.sessionsEnded, ({ count }) => ({ title: "Other browsers signed out", detail: `${count} of them` })),
  tell(notifications.emailSent, ({ template }) => ({ title: "E-mail sent", detail: template.replaceAll("-", " ") })),
];

/** An event in the words of the alliance's staff; what has no words here, by its own name: "Booking placed". */
export function wordsFor(event: Envelope): Words {
  const known = tellers.find(([{ type, version }]) => type === event.type && version === event.version);
  if (known) {
    const [contract, words] = known;
    return words(contract.data.parse(event.data) as never);
  }
  const name = event.type.slice(event.type.indexOf(".") + 1).replaceAll("-", " ");
  return { title: name.charAt(0).toUpperCase() + name.slice(1) };
}
