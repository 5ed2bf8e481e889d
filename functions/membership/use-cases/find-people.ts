import { authorise, Erasure, erasuresThat, type Person, peopleWithEmail, readPerson } from "@alliance/auth";
import type { Ctx } from "@alliance/store";

/** People by an exact address, verified or not: an index of hashes, so there is nothing to browse. For staff. */
export async function findPeople(ctx: Ctx, email: string): Promise<readonly Person[]> {
  authorise(ctx.actor, "people.manage-any");
  const entries = await peopleWithEmail(ctx.table, email);
  const people = await Promise.all(entries.map(({ personId }) => readPerson(ctx, personId)));
  return people.filter((person) => person !== undefined);
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
