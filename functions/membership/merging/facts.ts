import { Affiliation, affiliationKey, type Contact, contactsOf, peopleOf, readContact } from "@alliance/auth";
import { academicYearOf, type LondonDate, plusDays } from "@alliance/core";
import { Coverage, entitlementOf, Grant } from "@alliance/entitlement";
import type { Ctx, Stored, Table } from "@alliance/store";
import * as z from "zod";
import { invitationsOf } from "../keys/invitation.ts";
import { aliasKey, organisationKey } from "../keys/organisation.ts";
import { remindersOf } from "../keys/reminder.ts";
import { openRoleRequestsTo, roleRequestKey } from "../keys/role-request.ts";
import { termKey, termsOf } from "../keys/term.ts";
import { Invitation } from "../schema/invitation.ts";
import { Alias, type Identifier, identifies, Organisation } from "../schema/organisation.ts";
import { Reminder } from "../schema/reminder.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { Term } from "../schema/term.ts";

const GrantOrCoverage = z.lazy(() => z.union([Grant, Coverage]));

/** Everything of one organisation that a merge looks at. */
export interface Side {
  readonly organisation: Stored<Organisation>;
  readonly terms: readonly Stored<Term>[];
  readonly grants: readonly Stored<Grant>[];
  readonly coverage: readonly Stored<Coverage>[];
  readonly people: readonly Stored<Affiliation>[];
}

export interface AskedTwice {
  readonly request: Stored<RoleRequest>;
  readonly ofInto: Stored<RoleRequest> | undefined;
}

export interface MergeFacts {
  readonly from: Side & {
    readonly aliases: readonly (Stored<z.infer<typeof Alias>> & { readonly number: Identifier })[];
    readonly contacts: readonly Stored<Contact>[];
    readonly invitations: readonly Stored<Invitation>[];
    readonly reminders: readonly Stored<z.infer<typeof Reminder>>[];
    /** Who asks to belong and waits for an answer, with what the same person asked the other one, ever. */
    readonly requests: readonly AskedTwice[];
  };
  readonly into: Side;
  readonly today: LondonDate;
}

const present = <Data>(all: readonly (Stored<Data> | undefined)[]): Stored<Data>[] =>
  all.filter((each) => each !== undefined);

/** Lists may be a moment old, so what they name is read again by its key. */
export async function readSide(ctx: Ctx, organisationId: string, today: LondonDate): Promise<Side | undefined> {
  const { table } = ctx;
  const organisation = await table.get(organisationKey(organisationId), Organisation, { consistent: true });
  if (organisation === undefined) return undefined;
  const [terms, entitlement, people] = await Promise.all([
    readTerms(table, organisationId, today),
    table.query(entitlementOf(organisationId), GrantOrCoverage),
    peopleOf(table, organisationId),
  ]);
  const roles = people.map((each) => table.get(affiliationKey(each), Affiliation, { consistent: true }));
  return {
    organisation,
    terms,
    grants: entitlement.items.filter((each): each is Stored<Grant> => "membershipId" in each.data),
    coverage: entitlement.items.filter((each): each is Stored<Coverage> => "by" in each.data),
    people: present(await Promise.all(roles)),
  };
}

async function readTerms(table: Table, organisationId: string, today: LondonDate): Promise<Stored<Term>[]> {
  const { items } = await table.query(termsOf(organisationId), Term);
  const around = [-366, 0, 366].map((days) => academicYearOf(plusDays(today, days)).name);
  const years = [...new Set([...around, ...items.map(({ data }) => data.academicYear)])].sort();
  const read = years.map((year) => table.get(termKey(organisationId, year), Term, { consistent: true }));
  return present(await Promise.all(read));
}

/** What belongs to the organisation that disappears, beside what both are asked for. */
export async function readMoving({ table }: Ctx, side: Side, intoId: string): Promise<MergeFacts["from"]> {
  const { organisationId, kind, identifiers } = side.organisation.data;
  const numbers = identifiers.filter(({ scheme }) => identifies(kind, scheme));
  const [aliases, contacts, invitations, requests, reminders] = await Promise.all([
    Promise.all(numbers.map(({ scheme, value }) => table.get(aliasKey(scheme, value), Alias, { consistent: true }))),
    contactsOf(table, organisationId),
    table.query(invitationsOf(organisationId), Invitation),
    table.query(openRoleRequestsTo(organisationId), RoleRequest),
    table.query(remindersOf(organisationId), Reminder),
  ]);
  const named = await Promise.all(contacts.map(({ contactId }) => readContact(table, contactId, { consistent: true })));
  return {
    ...side,
    aliases: aliases.flatMap((alias, at) => {
      const number = numbers[at];
      return alias && number && alias.data.organisationId === organisationId ? [{ ...alias, number }] : [];
    }),
    contacts: present(named).filter(({ data }) => data.organisationId === organisationId && !data.personId),
    invitations: invitations.items.filter(({ data }) => data.status === "open"),
    requests: await askedTwice(
      table,
      requests.items.map(({ data }) => data),
      intoId,
    ),
    reminders: reminders.items,
  };
}

async function askedTwice(table: Table, listed: readonly RoleRequest[], intoId: string): Promise<AskedTwice[]> {
  const read = (personId: string, organisationId: string) =>
    table.get(roleRequestKey(personId, organisationId), RoleRequest, { consistent: true });
  const asked = await Promise.all(
    listed.map(async ({ personId, organisationId }) => ({
      request: await read(personId, organisationId),
      ofInto: await read(personId, intoId),
    })),
  );
  return asked.flatMap(({ request, ofInto }) => (request?.data.status === "open" ? [{ request, ofInto }] : []));
}
