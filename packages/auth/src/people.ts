import { createHash } from "node:crypto";
import { londonDateOf, type PersonActor, type StaffRole, staffRoles } from "@alliance/core";
import { draft, home } from "@alliance/events";
import { type Ctx, commit, type Key, retryingConflicts } from "@alliance/store";
import * as z from "zod";
import { affiliationsOf } from "./affiliations.ts";

/** A person and how to reach them. Personal data: lives here and nowhere else. */
export const Person = z.lazy(() =>
  z.object({
    personId: z.string(),
    name: z.string().max(200),
    email: z.email(),
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

/** The person behind a sign-in; the first time makes them known, and two first times at once make one person. */
export const recognisePerson = (ctx: Ctx, claims: Claims): Promise<string> =>
  retryingConflicts(async () => {
    const known = await findPersonId(ctx, claims.issuer, claims.subject);
    if (known !== undefined) return known;
    const personId = ctx.ids.next("per");
    const person: Person = { personId, name: claims.name, email: claims.email, registeredAt: ctx.clock.now() };
    await commit(ctx, {
      put: [
        { key: identityKey(claims.issuer, claims.subject), entity: "identity", version: 1, data: { personId } },
        { key: personKey(personId), entity: "person", version: 1, data: person },
      ],
      emit: [{ pk: `person#${personId}`, event: draft(home.personRegistered, { personId }) }],
    });
    return personId;
  });

export async function readPerson(ctx: Ctx, personId: string): Promise<Person | undefined> {
  return (await ctx.table.get(personKey(personId), Person))?.data;
}

export const onlyStaffRoles = (groups: readonly string[]): StaffRole[] =>
  staffRoles.filter((role) => groups.includes(role));

export async function actorOf(ctx: Ctx, personId: string, roles: readonly StaffRole[]): Promise<PersonActor> {
  const affiliations = await affiliationsOf(ctx.table, personId, londonDateOf(ctx.clock.now()));
  return { kind: "person", personId, staffRoles: roles, affiliations };
}
