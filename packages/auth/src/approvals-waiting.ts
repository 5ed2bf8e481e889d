import type { Instant, PersonActor } from "@alliance/core";
import type { Key, Pattern, Table } from "@alliance/store";
import * as z from "zod";
import { canFor } from "./permissions.ts";

/** Where training lists the bookings of an organisation, the newest first: written there, read here for the overview. */
export const bookingsOfOrganisation = (organisationId: string): Omit<Pattern, "limit"> => ({
  ...{ index: "gsi1", pk: `organisation-bookings#${organisationId}`, descending: true },
});

/** There once an organisation has chosen who approves its bookings. */
export const approvalSettingKeyOf = (organisationId: string): Key => ({
  ...{ pk: `training-settings#${organisationId}`, sk: "approval" },
});

const Booking = z.looseObject({
  ...{ bookingId: z.string(), status: z.string(), bookedBy: z.string(), organisationId: z.string().optional() },
  holdUntil: z.iso.datetime().optional(),
  approval: z.looseObject({ approver: z.string() }).optional(),
  places: z.array(z.looseObject({ sessionId: z.string(), cancelledAt: z.string().optional() })),
});
const Listing = z.looseObject({ title: z.string() });

export interface ApprovalWaiting {
  readonly bookingId: string;
  /** Of its sessions, each once. */
  readonly titles: readonly string[];
  readonly places: number;
  readonly answerBy: Instant;
}

/** One waits for three school days: it is among the newest. */
const newest = 50;

/** Bookings that wait for somebody's yes: theirs to give, or as lead of the school. Asked of schools that want a yes alone. */
export async function approvalsWaiting(
  table: Table,
  actor: PersonActor,
  now: Instant,
): Promise<readonly ApprovalWaiting[]> {
  const organisationIds = [...new Set(actor.affiliations.map(({ organisationId }) => organisationId))];
  const settings = await table.getMany(organisationIds.map(approvalSettingKeyOf), z.unknown());
  const asking = organisationIds.filter((_, at) => settings[at] !== undefined);
  const pages = await Promise.all(
    asking.map((organisationId) => table.query({ ...bookingsOfOrganisation(organisationId), limit: newest }, Booking)),
  );
  const waiting = pages
    .flatMap(({ items }) => items.map(({ data }) => data))
    .filter((each) => isTheirs(each, actor, now));
  const sessionIds = [...new Set(waiting.flatMap(({ places }) => places.map(({ sessionId }) => sessionId)))];
  const listings = await table.getMany(
    sessionIds.map((sessionId) => ({ pk: `session#${sessionId}`, sk: "listing" })),
    Listing,
  );
  const titles = new Map(sessionIds.map((sessionId, at) => [sessionId, listings[at]?.data.title ?? "A session"]));
  return waiting.map(({ bookingId, places, holdUntil = now }) => ({
    bookingId,
    titles: [...new Set(places.map(({ sessionId }) => titles.get(sessionId) ?? ""))],
    places: places.filter(({ cancelledAt }) => cancelledAt === undefined).length,
    answerBy: holdUntil,
  }));
}

/** Nobody says yes to what they booked themselves, but for whoever was asked. */
function isTheirs(booking: z.infer<typeof Booking>, actor: PersonActor, now: Instant): boolean {
  const { status, approval, organisationId, bookedBy, holdUntil = now } = booking;
  if (status !== "awaiting-approval" || organisationId === undefined || holdUntil <= now) return false;
  if (approval?.approver === actor.personId) return true;
  return bookedBy !== actor.personId && canFor(actor, "people.manage-own", organisationId);
}
