import { createHash } from "node:crypto";
import type { Key, Put, Stored, Table } from "@alliance/store";
import * as z from "zod";

/** Whose an address is: found by its hash, so that a key, which may end up in a log line, names nobody. */
const EmailEntry = z.object({ personId: z.string(), isVerified: z.boolean() });
export type EmailEntry = z.infer<typeof EmailEntry>;

/** The address as it is compared: case does not make another mailbox. */
export const hashOfEmail = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");

export const emailEntryKey = (email: string, personId: string): Key => ({
  pk: `email#${hashOfEmail(email)}`,
  sk: `person#${personId}`,
});

export const emailEntryPut = (email: string, entry: EmailEntry, version: number): Put => ({
  key: emailEntryKey(email, entry.personId),
  entity: "email-entry",
  version,
  data: entry,
});

export const readEmailEntry = (
  table: Table,
  email: string,
  personId: string,
): Promise<Stored<EmailEntry> | undefined> =>
  table.get(emailEntryKey(email, personId), EmailEntry, { consistent: true });

/** Everybody who uses an address: one person, or several behind an office mailbox. */
export async function peopleWithEmail(table: Table, email: string): Promise<readonly EmailEntry[]> {
  const pattern = { pk: `email#${hashOfEmail(email)}`, skPrefix: "person#", limit: 20 };
  return (await table.query(pattern, EmailEntry)).items.map(({ data }) => data);
}

/** Those of them who have shown that it is theirs. */
export const peopleWithVerifiedEmail = async (table: Table, email: string): Promise<readonly EmailEntry[]> =>
  (await peopleWithEmail(table, email)).filter(({ isVerified }) => isVerified);
