import { createHash } from "node:crypto";
import { londonDateOf, type PersonActor, Problem, type StaffRole, staffRoles } from "@alliance/core";
import { draft } from "@alliance/events";
import * as home from "@alliance/events/home";
import { type Ctx, commit, type Key, type Put, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";
import { affiliationsOf } from "./affiliations.ts";
import { emailEntryPut, peopleWithVerifiedEmail } from "./email-index.ts";

/** A person and how to reach them. Personal data: lives here and nowhere else. */
export const Person = z.lazy(() =>
  z.object({
    personId: z.string(),
    name: z.string().max(200),
    /** Where letters go. */
    email: z.email(),
    /** Every address; absent for people who were known before there could be several. */
    emails: z.array(z.object({ email: z.email(), verifiedAt: z.iso.datetime().optional() })).optional(),
    registeredAt: z.iso.datetime(),
  }),
);
export type Person = z.infer<typeof Person>;

/** What the identity provider says about somebody. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** Only an address that the provider has checked may lead to somebody who is known. */
  readonly emailVerified?: boolean;
}

const Identity = z.object({ personId: z.string() });

export const personKey = (personId: string): Key => ({ pk: `person#${personId}`, sk: "profile" });

// The subject is hashed so that a key, which may end up in a log line, names nobody.
const identityKey = (issuer: string, subject: string): Key => ({
  pk: `identity#${createHash("sha256").update(`${issuer}|${subject}`).digest("base64url")}`,
  sk: "identity",
});

export async function findPersonId(ctx: Ctx, issuer: string, subject: string): Promise<string | undefined> {
  return (await ctx.table.get(identityKey(issuer, subject), Identity))?.data.personId;
}

/** Who signs in: one person, or one of several who use the same office mailbox and must say which. */
export type Recognised = { readonly personId: string } | { readonly oneOf: readonly string[] };

/** The person behind a sign-in; a verified address attaches a new account to the one person who has it. */
export const recognise = (ctx: Ctx, claims: Claims): Promise<Recognised> =>
  retryingConflicts(async () => {
    const known = await findPersonId(ctx, claims.issuer, claims.subject);
    if (known !== undefined) return { personId: known };
    const [first, ...others] = claims.emailVerified ? await peopleWithVerifiedEmail(ctx.table, claims.email) : [];
    if (first === undefined) return { personId: await register(ctx, claims) };
    if (others.length > 0) return { oneOf: [first, ...others].map(({ personId }) => personId) };
    await attachIdentity(ctx, claims, first.personId);
    return { personId: first.personId };
  });

/** For callers that cannot ask back. */
export async function recognisePerson(ctx: Ctx, claims: Claims): Promise<string> {
  const recognised = await recognise(ctx, claims);
  if ("personId" in recognised) return recognised.personId;
  throw new Problem("not-signed-in", "Several people use this address. Sign in by browser once and say who you are.");
}

/** From now on the account leads to that person. */
export async function attachIdentity(ctx: Ctx, claims: Claims, personId: string): Promise<void> {
  await commit(ctx, {
    put: [identityPut(claims, personId)],
    emit: [{ pk: `person#${personId}`, event: draft(home.identityAttached, { personId }) }],
  });
}

const identityPut = ({ issuer, subject }: Claims, personId: string): Put => ({
  key: identityKey(issuer, subject),
  entity: "identity",
  version: 1,
  // Of the account itself, so that it can be deleted with the person: an opaque id of the sign-in service.
  data: { personId, issuer, subject },
  gsi1: { pk: `person-identities#${personId}`, sk: "identity" },
});

/** Somebody new; two first times at once make one person, since both claim the same identity. */
export async function register(ctx: Ctx, claims: Claims): Promise<string> {
  const personId = ctx.ids.next("per");
  const now = ctx.clock.now();
  const { name, email, emailVerified: isVerified = false } = claims;
  const emails = [{ email, ...(isVerified ? { verifiedAt: now } : {}) }];
  await commit(ctx, {
    put: [
      identityPut(claims, personId),
      personPut({ personId, name, email, emails, registeredAt: now }, 1),
      emailEntryPut(email, { personId, isVerified }, 1),
    ],
    emit: [{ pk: `person#${personId}`, event: draft(home.personRegistered, { personId }) }],
  });
  return personId;
}

export const personPut = (person: Person, version: number): Put => ({
  key: personKey(person.personId),
  entity: "person",
  version,
  data: person,
});

/** With its version, for whoever changes it. */
export const loadPerson = (ctx: Ctx, personId: string): Promise<Stored<Person> | undefined> =>
  ctx.table.get(personKey(personId), Person, { consistent: true });

/** Every address of somebody, the primary one first. */
export function emailsOf(
  person: Person,
): readonly { readonly email: string; readonly verifiedAt?: string | undefined }[] {
  const all = person.emails ?? [{ email: person.email }];
  return [...all].sort((a, b) => Number(b.email === person.email) - Number(a.email === person.email));
}

/** Those that they have shown to be theirs, the primary one first. */
export const verifiedEmailsOf = (person: Person): readonly string[] =>
  emailsOf(person).flatMap(({ email, verifiedAt }) => (verifiedAt === undefined ? [] : [email]));

export async function readPerson(ctx: Ctx, personId: string): Promise<Person | undefined> {
  return (await ctx.table.get(personKey(personId), Person))?.data;
}

export const onlyStaffRoles = (groups: readonly string[]): StaffRole[] =>
  staffRoles.filter((role) => groups.includes(role));

export async function actorOf(ctx: Ctx, personId: string, roles: readonly StaffRole[]): Promise<PersonActor> {
  const affiliations = await affiliationsOf(ctx.table, personId, londonDateOf(ctx.clock.now()));
  return { kind: "person", personId, staffRoles: roles, affiliations };
}
