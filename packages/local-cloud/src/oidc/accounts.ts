import { randomUUID } from "node:crypto";
import type { AccountClaims } from "oidc-provider";
import * as z from "zod";
import type { Cloud, Persona } from "../contract.ts";

export type Account = Pick<Persona, "sub" | "email" | "givenName" | "familyName" | "groups" | "secondFactor">;

/** What "another person" gives of themselves on the sign-in page. */
export const newPerson = z.object({
  email: z.email("Enter an e-mail address, like name@example.org").max(254),
  name: z.string().trim().min(1, "Enter a name").max(120),
  groups: z.array(z.string()).default([]),
  secondFactor: z.boolean().default(true),
});

/** Who can sign in to one pool: the personas the cloud was started with, and everybody who came by since. */
export function createAccounts(cloud: Cloud, pool: string) {
  const isDeleted = (sub: string): boolean =>
    cloud.state.prepare("SELECT 1 FROM oidc_deleted WHERE pool = ? AND sub = ?").get(pool, sub) !== undefined;
  /** Those whom nobody has deleted: they are given at the start, so that they are gone is written down. */
  const personas = () => cloud.personas.filter(({ sub }) => !isDeleted(sub));
  const bySub = (sub: string): Account | undefined => {
    const persona = personas().find((candidate) => candidate.sub === sub);
    if (persona !== undefined) return persona;
    const row = cloud.state.prepare("SELECT account FROM oidc_accounts WHERE pool = ? AND sub = ?").get(pool, sub);
    return row === undefined ? undefined : (JSON.parse(String(row.account)) as Account);
  };
  const byEmail = (email: string): Account | undefined => {
    const persona = personas().find((candidate) => candidate.email.toLowerCase() === email);
    if (persona !== undefined) return persona;
    const row = cloud.state.prepare("SELECT account FROM oidc_accounts WHERE pool = ? AND email = ?").get(pool, email);
    return row === undefined ? undefined : (JSON.parse(String(row.account)) as Account);
  };
  return {
    bySub,
    byEmail: (email: string) => byEmail(email.toLowerCase()),
    personas,
    byPersona: (name: string) => personas().find((persona) => persona.name === name),
    /** Whoever signs up with the same address afterwards is somebody new. */
    remove(sub: string): void {
      cloud.state.prepare("DELETE FROM oidc_accounts WHERE pool = ? AND sub = ?").run(pool, sub);
      cloud.state.prepare("INSERT OR IGNORE INTO oidc_deleted VALUES (?, ?)").run(pool, sub);
    },
    /** The same address is the same account; a persona is not changed by its name or groups given anew. */
    signUp(person: z.output<typeof newPerson>): Account {
      const email = person.email.toLowerCase();
      const known = byEmail(email);
      if (known !== undefined && personas().some((persona) => persona.sub === known.sub)) return known;
      const [givenName = "", ...rest] = person.name.split(/\s+/);
      const sub = known?.sub ?? randomUUID();
      const { groups, secondFactor } = person;
      const account: Account = { sub, email, givenName, familyName: rest.join(" "), groups, secondFactor };
      cloud.state
        .prepare("INSERT OR REPLACE INTO oidc_accounts VALUES (?, ?, ?, ?)")
        .run(pool, account.sub, email, JSON.stringify(account));
      return account;
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;

/** As Cognito writes them; groups are left out when there are none. */
export function claimsOf(account: Account, groups: readonly string[] = account.groups): AccountClaims {
  return {
    sub: account.sub,
    "cognito:username": account.sub,
    ...(groups.length === 0 ? {} : { "cognito:groups": [...groups] }),
    email: account.email,
    email_verified: true,
    given_name: account.givenName,
    family_name: account.familyName,
    name: [account.givenName, account.familyName].filter(Boolean).join(" "),
  };
}
