import {
  authorise,
  type Contact,
  contactsWithEmail,
  Erasure,
  erasuresThat,
  type Person,
  peopleWithEmail,
  readPerson,
} from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { Organisation } from "../schema/organisation.ts";

export interface Found {
  readonly people: readonly Person[];
  /** Named by others, without an account. */
  readonly contacts: readonly { readonly contact: Contact; readonly organisationName: string }[];
}

/** Everybody by an exact address, verified or not: an index of hashes, so there is nothing to browse. For staff. */
export async function findPeople(ctx: Ctx, email: string): Promise<Found> {
  authorise(ctx.actor, "people.manage-any");
  const [entries, named] = await Promise.all([peopleWithEmail(ctx.table, email), contactsWithEmail(ctx.table, email)]);
  // Whoever was named with the address and has joined in is that person, whatever address they use by now.
  const ids = new Set([...entries, ...named].flatMap(({ personId }) => personId ?? []));
  const people = await Promise.all([...ids].map((personId) => readPerson(ctx, personId)));
  const contacts = await Promise.all(
    named
      .filter(({ personId }) => personId === undefined)
      .map(async (contact) => {
        const stored = await ctx.table.get(organisationKey(contact.organisationId), Organisation);
        return { contact, organisationName: stored?.data.name ?? contact.organisationId };
      }),
  );
  return { people: people.filter((person) => person !== undefined), contacts };
}

export interface WaitingErasure {
  readonly erasure: Erasure;
  readonly person: Person | undefined;
}

/** Who asked to be erased and waits for an answer, longest first. */
export async function listErasures(ctx: Ctx): Promise<readonly WaitingErasure[]> {
  authorise(ctx.actor, "privacy.manage");
  const { items } = await ctx.table.query(erasuresThat("open"), Erasure);
  return Promise.all(
    items.map(async ({ data: erasure }) => ({ erasure, person: await readPerson(ctx, erasure.personId) })),
  );
}
