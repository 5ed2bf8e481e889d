import { affiliationRoles } from "@alliance/core";
import type { Key, Put, Remove, Stored, Table } from "@alliance/store";
import * as z from "zod";
import { hashOfEmail } from "./email-index.ts";

/** Somebody named by others who has no account yet. Personal data: lives in people and contacts and nowhere else. */
export const Contact = z.lazy(() =>
  z.object({
    contactId: z.string(),
    /** Whom they were named for; a delegate of a booking without an organisation, for that booking; an expert, for a clinic. */
    organisationId: z.string(),
    name: z.string().max(200),
    email: z.email(),
    /** A delegate comes to training and an expert gives it: neither is anybody's colleague by that. */
    role: z.enum([...affiliationRoles, "delegate", "expert"]),
    createdAt: z.iso.datetime(),
    /** Who the contact turned out to be: letters to the contact reach this person from then on. */
    personId: z.string().optional(),
  }),
);
export type Contact = z.infer<typeof Contact>;

export const contactKey = (contactId: string): Key => ({ pk: `contact#${contactId}`, sk: "contact" });

/** They came to training, or gave it: of the organisation's own people they are not. */
export const isOfTraining = (role: Contact["role"]): role is "delegate" | "expert" =>
  role === "delegate" || role === "expert";

/** Found by its id, and by organisation on the people page; once it is a person's, with that person's data. */
export const contactPut = (contact: Contact, version: number): Put => ({
  key: contactKey(contact.contactId),
  entity: "contact",
  version,
  data: contact,
  gsi1: listedAs(contact),
  gsi2: { pk: "contacts", sk: `${contact.createdAt}#${contact.contactId}` },
});

const Entry = z.object({ contactId: z.string() });
/** An address stands for one expert at most: of two who are named at once, one is put. */
const entryKey = ({ email, contactId, role }: Pick<Contact, "email" | "contactId" | "role">): Key => ({
  pk: `email#${hashOfEmail(email)}`,
  sk: role === "expert" ? expertEntry : `contact#${contactId}`,
});
const expertEntry = "contact#expert";

function listedAs({ personId, organisationId, role, contactId }: Contact): Key {
  if (personId !== undefined) return { pk: `person-contacts#${personId}`, sk: contactId };
  const list = isOfTraining(role) ? "organisation-delegates" : "organisation-contacts";
  return { pk: `${list}#${organisationId}`, sk: `${role}#${contactId}` };
}

/** A new contact, with the entry by which staff find them by their exact address. */
export const newContactPuts = (contact: Contact): readonly Put[] => [
  contactPut(contact, 1),
  { key: entryKey(contact), entity: "contact-email-entry", version: 1, data: { contactId: contact.contactId } },
];

/** All there is of a contact; those of before have no entry. */
export async function contactRemoves(table: Table, { key, version, data }: Stored<Contact>): Promise<Remove[]> {
  const entry = await table.get(entryKey(data), Entry, { consistent: true });
  return [{ key, version }, ...(entry ? [{ key: entry.key, version: entry.version }] : [])];
}

/** Everybody who was named with an address, whoever they turned out to be. */
export async function contactsWithEmail(table: Table, email: string): Promise<readonly Contact[]> {
  const pattern = { pk: `email#${hashOfEmail(email)}`, skPrefix: "contact#", limit: 50 };
  const entries = (await table.query(pattern, Entry)).items;
  const contacts = await Promise.all(entries.map(({ data }) => readContact(table, data.contactId)));
  return contacts.flatMap((each) => (each ? [each.data] : []));
}

/** Whom an address stands for as an expert, where they were named by it. */
export async function expertWithEmail(table: Table, email: string): Promise<Contact | undefined> {
  const entry = await table.get({ pk: `email#${hashOfEmail(email)}`, sk: expertEntry }, Entry, { consistent: true });
  return entry && (await readContact(table, entry.data.contactId, { consistent: true }))?.data;
}

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
