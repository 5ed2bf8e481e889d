import {
  expertWithEmail,
  hashOfEmail,
  newContactPuts,
  peopleWithVerifiedEmail,
  readContact,
  readPerson,
  verifiedEmailsOf,
} from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import type { Clinic, ExpertNamed } from "../schema/clinic.ts";
import type { Delegate } from "../schema/seat.ts";

interface Named {
  readonly expert: Delegate;
  /** Of somebody who is not known yet. */
  readonly puts: readonly Put[];
}

/** Who an expert is: the same for all their clinics, or their times would not be kept apart. */
export async function expertNamed(ctx: Ctx, named: ExpertNamed, clinicId: string): Promise<Named> {
  if (named === "me") {
    const { personId } = personOf(ctx);
    return { expert: (await contactOf(ctx, personId)) ?? { personId }, puts: [] };
  }
  const known = await expertWithEmail(ctx.table, named.email);
  if (known) return { expert: { contactId: known.contactId }, puts: [] };
  const [found, ...others] = await peopleWithVerifiedEmail(ctx.table, named.email);
  if (others.length > 0) {
    const message = "Several people use this address. Ask the expert for one that is theirs alone";
    throw new Problem("invalid-input", `${message}.`, [{ field: "email", message }]);
  }
  if (found) return { expert: { personId: found.personId }, puts: [] };
  const contactId = ctx.ids.next("con");
  const contact = {
    contactId,
    organisationId: clinicId,
    ...named,
    role: "expert" as const,
    createdAt: ctx.clock.now(),
  };
  return { expert: { contactId }, puts: newContactPuts(contact) };
}

async function emailsOfPerson(ctx: Ctx, personId: string): Promise<readonly string[]> {
  const person = await readPerson(ctx, personId);
  return person ? verifiedEmailsOf(person) : [];
}

/** Somebody may have been named by their address before they had an account. */
async function contactOf(ctx: Ctx, personId: string): Promise<{ readonly contactId: string } | undefined> {
  const emails = await emailsOfPerson(ctx, personId);
  const contacts = await Promise.all(emails.map((email) => expertWithEmail(ctx.table, email)));
  const [found] = contacts.filter((each) => each !== undefined);
  return found && { contactId: found.contactId };
}

/** Whom an expert's times are claimed for, for the expert who looks. */
export async function expertIdsOfActor(ctx: Ctx): Promise<readonly string[]> {
  const { personId } = personOf(ctx);
  const contact = await contactOf(ctx, personId);
  return contact ? [personId, contact.contactId] : [personId];
}

/** By their account, or by an address that they have shown to be theirs. */
export async function isExpert(ctx: Ctx, { expert }: Pick<Clinic, "expert">): Promise<boolean> {
  const { personId } = personOf(ctx);
  if ("personId" in expert) return expert.personId === personId;
  const [contact, emails] = await Promise.all([
    readContact(ctx.table, expert.contactId),
    emailsOfPerson(ctx, personId),
  ]);
  return contact !== undefined && emails.some((email) => hashOfEmail(email) === hashOfEmail(contact.data.email));
}
