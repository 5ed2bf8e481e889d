import { affiliationsOf, type Contact } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { type Booking, type Naming, type Place, placesOf } from "../schema/booking.ts";
import type { Delegate } from "../schema/seat.ts";
import { personOf } from "./buyer-of.ts";
import { whoOf } from "./claim-delegates.ts";
import type { Contacts } from "./named-contacts.ts";

/** Who comes to a place from now on; nobody yet where the name is to follow. */
export interface Change {
  readonly place: Place;
  readonly delegate: Delegate | undefined;
  readonly contact?: Contact;
}

interface Whose {
  readonly booking: Booking;
  readonly place: Place;
  readonly known: Contacts;
}

/** Personal data goes into a contact and nowhere else; a form that is sent again names nobody a second time. */
export async function delegateOf(
  ctx: Ctx,
  { booking, place, known }: Whose,
  who: Naming["delegates"][number]["who"],
  contactId: string,
): Promise<Omit<Change, "place">> {
  if (who === "to-follow") return { delegate: undefined };
  if (who === "me") return { delegate: { personId: personOf(ctx).personId } };
  if ("personId" in who) {
    await assertColleague(ctx, booking, who.personId);
    return { delegate: { personId: who.personId } };
  }
  const { name, email } = who;
  const { delegate } = place;
  const before = delegate && "contactId" in delegate ? known.get(delegate.contactId) : undefined;
  if (before?.name === name && before.email === email) return { delegate };
  const organisationId = booking.organisationId ?? booking.bookingId;
  const contact: Contact = { contactId, organisationId, name, email, role: "delegate", createdAt: ctx.clock.now() };
  return { delegate: { contactId }, contact };
}

async function assertColleague(ctx: Ctx, { organisationId, bookedBy }: Booking, personId: string): Promise<void> {
  if (personId === bookedBy) return;
  const roles = await affiliationsOf(ctx.table, personId, londonDateOf(ctx.clock.now()));
  if (organisationId !== undefined && roles.some((role) => role.organisationId === organisationId)) return;
  throw new Problem("not-found", "We cannot find that colleague at your organisation. Name them with their address.");
}

/** Whoever has an account is told apart by it, others by their address. */
export function assertNobodyTwice(booking: Booking, changes: readonly Change[], known: Contacts): void {
  const fresh = new Map(changes.flatMap(({ contact }) => (contact ? [[contact.contactId, contact]] : [])));
  const seen = new Set<string>();
  for (const { sessionId, delegate, placeId } of placesOf(booking)) {
    if (delegate === undefined) continue;
    const contact =
      "contactId" in delegate ? (fresh.get(delegate.contactId) ?? known.get(delegate.contactId)) : undefined;
    const who = whoOf(delegate, contact);
    if (seen.has(`${sessionId}|${who}`)) {
      const message = "Each person can have one place at a session. Name somebody else, or leave the name to follow";
      throw new Problem("invalid-input", `${message}.`, [{ field: placeId, message }]);
    }
    if (who !== undefined) seen.add(`${sessionId}|${who}`);
  }
}
