import { affiliationRoles } from "@alliance/core";
import type { Key, Put, Stored, Table } from "@alliance/store";
import * as z from "zod";

/** Somebody named by others who has no account yet. Personal data: lives in people and contacts and nowhere else. */
export const Contact = z.lazy(() =>
  z.object({
    contactId: z.string(),
    organisationId: z.string(),
    name: z.string().max(200),
    email: z.email(),
    role: z.enum(affiliationRoles),
    createdAt: z.iso.datetime(),
    /** Who the contact turned out to be: letters to the contact reach this person from then on. */
    personId: z.string().optional(),
  }),
);
export type Contact = z.infer<typeof Contact>;

export const contactKey = (contactId: string): Key => ({ pk: `contact#${contactId}`, sk: "contact" });

/** Found by its id, and by organisation on the people page; once it is a person's, with that person's data. */
export const contactPut = (contact: Contact, version: number): Put => ({
  key: contactKey(contact.contactId),
  entity: "contact",
  version,
  data: contact,
  gsi1:
    contact.personId === undefined
      ? { pk: `organisation-contacts#${contact.organisationId}`, sk: `${contact.role}#${contact.contactId}` }
      : { pk: `person-contacts#${contact.personId}`, sk: contact.contactId },
  gsi2: { pk: "contacts", sk: `${contact.createdAt}#${contact.contactId}` },
});

export async function readContact(
  table: Table,
  contactId: string,
  options?: { readonly consistent?: boolean },
): Promise<Stored<Contact> | undefined> {
  return table.get(contactKey(contactId), Contact, options);
}

/** Those named at an organisation who have not joined in yet. */
export async function contactsOf(table: Table, organisationId: string): Promise<readonly Contact[]> {
  const pattern = { index: "gsi1", pk: `organisation-contacts#${organisationId}`, limit: 100 } as const;
  return (await table.query(pattern, Contact)).items.map(({ data }) => data);
}

/** What a person was named as before they had an account. */
export async function contactsOfPerson(table: Table, personId: string): Promise<readonly Stored<Contact>[]> {
  const pattern = { index: "gsi1", pk: `person-contacts#${personId}`, limit: 100 } as const;
  return (await table.query(pattern, Contact)).items;
}

/** Oldest first: what retention looks through. */
export async function oldestContacts(table: Table, limit: number): Promise<readonly Stored<Contact>[]> {
  return (await table.query({ index: "gsi2", pk: "contacts", limit }, Contact)).items;
}
