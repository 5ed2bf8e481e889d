import { authorise, readPerson } from "@alliance/auth";
import type { Envelope } from "@alliance/events";
import { type Ctx, timelineOf } from "@alliance/store";

export interface OrganisationTimeline {
  /** Newest first. */
  readonly events: readonly Envelope[];
  readonly cursor?: string;
  /** By person id; somebody erased since has no name any more. */
  readonly names: ReadonlyMap<string, string>;
}

/** Everything that happened to an organisation, in every context, with the names of who did it. For staff. */
export async function readTimeline(
  ctx: Ctx,
  organisationId: string,
  alsoNamed: readonly string[] = [],
  cursor?: string,
): Promise<OrganisationTimeline> {
  authorise(ctx.actor, "membership.read-any");
  const page = await timelineOf(ctx.table, organisationId, { limit: 50, ...(cursor ? { cursor } : {}) });
  const events = page.items.map(({ data }) => data);
  const names = await namesOf(ctx, [...alsoNamed, ...events.map(({ actor }) => actor)]);
  return page.cursor ? { events, cursor: page.cursor, names } : { events, names };
}

export async function namesOf(ctx: Ctx, actors: readonly string[]): Promise<Map<string, string>> {
  const personIds = [...new Set(actors)].filter((actor) => actor.startsWith("per_"));
  const people = await Promise.all(personIds.map((personId) => readPerson(ctx, personId)));
  return new Map(people.flatMap((person) => (person ? [[person.personId, person.name]] : [])));
}
