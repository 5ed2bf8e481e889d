import { Affiliation, Contact } from "@alliance/auth";
import { Coverage, Grant } from "@alliance/entitlement";
import type { Ctx, Key, Stored } from "@alliance/store";
import type * as z from "zod";
import { remindersOf } from "../keys/reminder.ts";
import { termsOf } from "../keys/term.ts";
import { Invitation } from "../schema/invitation.ts";
import type { Merge, Swap, Thing } from "../schema/merge.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import { Reminder } from "../schema/reminder.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { Term } from "../schema/term.ts";
import { keyOf, presentOf, reversed } from "./things.ts";

const schemas = {
  organisation: Organisation,
  alias: Alias,
  affiliation: Affiliation,
  term: Term,
  grant: Grant,
  coverage: Coverage,
  contact: Contact,
  invitation: Invitation,
  "role-request": RoleRequest,
  reminder: Reminder,
} as const satisfies Record<Thing["kind"], z.ZodType>;

/** What changed since the merge, in words; each is a reason why there is no way back. */
const changed: Record<Thing["kind"], string> = {
  organisation: "The names or numbers of one of the organisations were changed.",
  alias: "One of the numbers leads to another organisation by now.",
  affiliation: "The role of somebody who was moved was changed.",
  term: "A membership that was moved was changed.",
  grant: "What a membership gives was changed.",
  coverage: "Whom one of the organisations belongs to was changed.",
  contact: "Somebody who was named has joined in, or is named no longer.",
  invitation: "An invitation was accepted, sent again or taken back.",
  "role-request": "Somebody who asked to belong has got an answer.",
  reminder: "",
};

interface UndoPlan {
  /** What stands in the way, in words; empty when there is a way back. */
  readonly obstacles: readonly string[];
  readonly swaps: readonly Swap[];
  readonly present: ReturnType<typeof presentOf>;
}

/** The way back from a merge as things are now. */
export async function planUndo(ctx: Ctx, merge: Merge): Promise<UndoPlan> {
  const steps = merge.swaps.map(reversed);
  const read = await Promise.all(
    steps.map(async (step) => {
      const thing = step.before ?? step.after;
      if (thing === undefined) throw new Error(`merge ${merge.mergeId} holds an empty step`);
      return { step, thing, stored: await readThing(ctx, keyOf(thing), thing.kind) };
    }),
  );
  const taken = read.map(({ step, thing, stored }) => {
    if ((stored?.version ?? 0) === step.version) return { step };
    const back = thing.kind === "organisation" ? organisationBack(step, stored) : undefined;
    return back ? { step: back } : { step, obstacle: changed[thing.kind] };
  });
  const found = { contacts: [] as Stored<Contact>[], invitations: [] as Stored<Invitation>[] };
  for (const { thing, stored } of read) {
    if (thing.kind === "contact" && stored) found.contacts.push(stored as Stored<Contact>);
    if (thing.kind === "invitation" && stored) found.invitations.push(stored as Stored<Invitation>);
  }
  const obstacles = taken.flatMap(({ obstacle }) => obstacle ?? []);
  return {
    obstacles: [...new Set([...(await renewedSince(ctx, merge)), ...obstacles])],
    swaps: [...taken.map(({ step }) => step), ...(await remindedSince(ctx, merge))],
    present: presentOf(found),
  };
}

const readThing = (ctx: Ctx, key: Key, kind: Thing["kind"]): Promise<Stored<unknown> | undefined> =>
  ctx.table.get(key, schemas[kind] as z.ZodType, { consistent: true });

/** The register may have written other facts since; the names and numbers of the merge can still be taken back. */
function organisationBack({ before, after }: Swap, stored: Stored<unknown> | undefined): Swap | undefined {
  if (before?.kind !== "organisation" || after?.kind !== "organisation" || stored === undefined) return undefined;
  const now = stored.data as Organisation;
  const merged = before.data;
  const own = ({ identifiers, formerNames, isPartner, mergedInto }: Organisation): string =>
    JSON.stringify([identifiers, formerNames, isPartner, mergedInto]);
  if (own(now) !== own(merged)) return undefined;
  const { formerNames: _, isPartner: __, ...rest } = now;
  const { identifiers, formerNames, isPartner } = after.data;
  const data = {
    ...{ ...rest, identifiers },
    ...(formerNames === undefined ? {} : { formerNames }),
    ...(isPartner === undefined ? {} : { isPartner }),
  };
  return {
    before: { kind: "organisation", data: now },
    after: { kind: "organisation", data },
    version: stored.version,
  };
}

const membershipsOf = (merge: Merge): ReadonlySet<string> =>
  new Set(merge.swaps.flatMap(({ after }) => (after?.kind === "term" ? [after.data.membershipId] : [])));

async function renewedSince(ctx: Ctx, merge: Merge): Promise<string[]> {
  const moved = membershipsOf(merge);
  const { items } = await ctx.table.query(termsOf(merge.intoOrganisationId), Term);
  const renewal = items.find(({ data }) => data.renewalOf !== undefined && moved.has(data.renewalOf));
  return renewal ? [`${merge.intoName} has renewed a membership that was ${merge.fromName}’s.`] : [];
}

/** What was told since is told: it goes back with its membership. */
async function remindedSince(ctx: Ctx, merge: Merge): Promise<Swap[]> {
  const moved = membershipsOf(merge);
  const steps = new Set(
    merge.swaps.flatMap(({ after }) =>
      after?.kind === "reminder" ? [`${after.data.membershipId}#${after.data.step}`] : [],
    ),
  );
  const { items } = await ctx.table.query(remindersOf(merge.intoOrganisationId), Reminder);
  return items
    .filter(({ data }) => moved.has(data.membershipId) && !steps.has(`${data.membershipId}#${data.step}`))
    .flatMap(({ data, version }): Swap[] => [
      { before: { kind: "reminder", data: { ...data, organisationId: merge.intoOrganisationId } }, version },
      { after: { kind: "reminder", data: { ...data, organisationId: merge.fromOrganisationId } }, version: 0 },
    ]);
}
