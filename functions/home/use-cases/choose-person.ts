import { attachIdentity, onlyStaffRoles, openSession, type Person, readPerson, register } from "@alliance/auth";
import type { SignedIn } from "@alliance/auth/oidc";
import { epochSeconds, Problem } from "@alliance/core";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { hashed, signInChoiceKey } from "../keys.ts";
import { SignInChoice } from "../schema.ts";

interface Asked {
  readonly who: SignedIn;
  readonly oneOf: readonly string[];
  readonly state: string;
  readonly to: string;
  readonly browserHash: string;
  readonly expiresAt: string;
}

const over = () => new Problem("gone", "This sign-in took too long, or it was finished already. Please sign in again.");

/** Keeps who the provider vouched for until the browser has said which of the mailbox's people it is. */
export async function askWhoItIs(ctx: Ctx, asked: Asked): Promise<{ choiceToken: string }> {
  const { who, oneOf, to, browserHash, expiresAt } = asked;
  const data: SignInChoice = {
    who: { ...who, groups: [...who.groups] },
    oneOf: [...oneOf],
    to,
    browserHash,
    expiresAt,
  };
  const key = signInChoiceKey(asked.state);
  const expiresAtSeconds = epochSeconds(expiresAt);
  await commit(ctx, { put: [{ key, entity: "home.sign-in-choice", version: 1, data, expiresAtSeconds }] });
  return { choiceToken: asked.state };
}

export interface Choosing {
  readonly choiceToken: string;
  readonly browserToken: string | undefined;
}

/** The people behind the mailbox, by name: whoever is asked has shown that they read it. */
export async function readChoice(ctx: Ctx, choosing: Choosing): Promise<readonly Person[]> {
  const { data } = await openChoice(ctx, choosing);
  const people = await Promise.all(data.oneOf.map((personId) => readPerson(ctx, personId)));
  return people.filter((person) => person !== undefined);
}

/** The account leads to the chosen person from now on, or to somebody new. One answer counts. */
export async function choosePerson(
  ctx: Ctx,
  choosing: Choosing & { readonly personId: string | "new" },
): Promise<{ sessionToken: string; to: string }> {
  const stored = await openChoice(ctx, choosing);
  const { who, oneOf, to } = stored.data;
  if (choosing.personId !== "new" && !oneOf.includes(choosing.personId)) throw over();
  try {
    await commit(ctx, { remove: [{ key: stored.key, version: stored.version }] });
  } catch (error) {
    throw error instanceof Conflict ? over() : error;
  }
  const personId = choosing.personId === "new" ? await register(ctx, who) : choosing.personId;
  if (choosing.personId !== "new") await attachIdentity(ctx, who, personId);
  return { sessionToken: await sessionFor(ctx, personId, who), to };
}

/** Greeted by the name they gave themselves, not by the account's. */
export async function sessionFor(
  ctx: Ctx,
  personId: string,
  who: { readonly name: string; readonly groups: readonly string[] },
): Promise<string> {
  const person = await readPerson(ctx, personId);
  return openSession(ctx, { personId, staffRoles: onlyStaffRoles(who.groups), name: person?.name ?? who.name });
}

/** Only the browser that signed in may answer. */
async function openChoice(ctx: Ctx, { choiceToken, browserToken }: Choosing): Promise<Stored<SignInChoice>> {
  const stored = await ctx.table.get(signInChoiceKey(choiceToken), SignInChoice, { consistent: true });
  const isTheirs = browserToken !== undefined && stored?.data.browserHash === hashed(browserToken);
  if (stored === undefined || !isTheirs || ctx.clock.now() >= stored.data.expiresAt) throw over();
  return stored;
}
