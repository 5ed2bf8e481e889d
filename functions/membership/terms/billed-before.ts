import { contactsOf, contactsOfPerson, isInForce, peopleOf, readContact } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import { Envelope } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import type { Ctx } from "@alliance/store";
import { applicationKey, applicationPk } from "../keys/application.ts";
import { Application, type BillTo } from "../schema/application.ts";
import type { Organisation } from "../schema/organisation.ts";

/** Who is asked to pay for the next year, and who gets the quote or the invoice. */
export interface Billed {
  readonly billTo: BillTo;
  readonly contacts: Application["contacts"];
}

type Contacts = Application["contacts"];

/** That of the year before, unless they have left; else whoever is finance contact by now, or was named as one. */
async function financeContacts(ctx: Ctx, organisationId: string, before: Contacts): Promise<Contacts> {
  const today = londonDateOf(ctx.clock.now());
  const present = (await peopleOf(ctx.table, organisationId)).filter((each) => isInForce(each, today));
  for (const each of before) {
    if (each.role !== "finance") continue;
    const contact = each.contactId === undefined ? undefined : await readContact(ctx.table, each.contactId);
    const personId = each.personId ?? contact?.data.personId;
    if (personId === undefined ? contact : present.some((person) => person.personId === personId)) return [each];
  }
  for (const { personId } of present.filter(({ role }) => role === "finance")) {
    const known = (await contactsOfPerson(ctx.table, personId)).find(
      ({ data }) => data.organisationId === organisationId,
    );
    if (known) return [{ role: "finance", contactId: known.data.contactId }];
  }
  const named = (await contactsOf(ctx.table, organisationId)).find(({ role }) => role === "finance");
  return named ? [{ role: "finance", contactId: named.contactId }] : [];
}

/**
 * Whoever was billed the year before, the organisation itself where nobody was. Who is billed is told to finance once, in
 * the event of that application.
 */
export async function billedBefore(ctx: Ctx, organisation: Organisation, applicationId: string): Promise<Billed> {
  const [stored, events] = await Promise.all([
    ctx.table.get(applicationKey(applicationId), Application),
    ctx.table.query({ pk: applicationPk(applicationId), skPrefix: "event#", limit: 20 }, Envelope),
  ]);
  const told = events.items.find(({ data }) => data.type === membership.applicationSubmitted.type);
  const order = told && membership.applicationSubmitted.data.safeParse(told.data.data);
  const place = [organisation.town, organisation.postcode].filter((line) => line !== undefined);
  return {
    contacts: await financeContacts(ctx, organisation.organisationId, stored?.data.contacts ?? []),
    billTo: order?.success
      ? order.data.billTo
      : { name: organisation.name, addressLines: organisation.addressLines ?? place },
  };
}
