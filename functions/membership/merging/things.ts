import { affiliationPut, type Contact, contactKey, contactPut } from "@alliance/auth";
import { coveragePut, grantPut } from "@alliance/entitlement";
import type { Change, Key, Put, Stored } from "@alliance/store";
import { invitationKey, invitationPut } from "../keys/invitation.ts";
import { aliasPut, organisationPut } from "../keys/organisation.ts";
import { reminderPut } from "../keys/reminder.ts";
import { roleRequestPut } from "../keys/role-request.ts";
import { termPut } from "../keys/term.ts";
import type { Invitation } from "../schema/invitation.ts";
import type { Swap, Thing } from "../schema/merge.ts";

/** Contacts and invitations as they are now, by id: a merge only says whose they are. */
interface Present {
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly invitations: ReadonlyMap<string, Invitation>;
}

/** Of what was loaded. */
export const presentOf = (loaded: {
  readonly contacts: readonly Stored<Contact>[];
  readonly invitations: readonly Stored<Invitation>[];
}): Present => ({
  contacts: new Map(loaded.contacts.map(({ data }) => [data.contactId, data])),
  invitations: new Map(loaded.invitations.map(({ data }) => [data.invitationId, data])),
});

/** The item of a thing; whoever reads it finds it exactly as the use-case that owns it would have written it. */
function putOf(thing: Thing, version: number, present: Present): Put {
  switch (thing.kind) {
    case "organisation":
      return organisationPut(thing.data, version);
    case "alias":
      return aliasPut(thing.data.scheme, thing.data.value, thing.data.organisationId, version);
    case "affiliation":
      return affiliationPut(thing.data, version);
    case "term":
      return termPut(thing.data, version);
    case "grant":
      return grantPut(thing.data, version);
    case "coverage":
      return coveragePut(thing.data, version);
    case "role-request":
      return roleRequestPut(thing.data, version);
    case "reminder": {
      const { organisationId, membershipId, step, claimedAt } = thing.data;
      return { ...reminderPut(organisationId, membershipId, step, claimedAt), version };
    }
    case "contact":
      return contactPut({ ...known(present.contacts, thing.data.contactId), ...thing.data }, version);
    case "invitation":
      return invitationPut({ ...known(present.invitations, thing.data.invitationId), ...thing.data }, version);
  }
}

/** Where it lies; needs nothing but what the thing says. */
export function keyOf(thing: Thing): Key {
  if (thing.kind === "contact") return contactKey(thing.data.contactId);
  if (thing.kind === "invitation") return invitationKey(thing.data.invitationId);
  return putOf(thing, 1, nothing).key;
}

const nothing: Present = { contacts: new Map(), invitations: new Map() };

function known<Data>(present: ReadonlyMap<string, Data>, id: string): Data {
  const data = present.get(id);
  if (data === undefined) throw new Error(`${id} was not loaded`);
  return data;
}

/** From before to after, each item only if nobody wrote it since. */
export function changeOf(swaps: readonly Swap[], present: Present): Required<Pick<Change, "put" | "remove">> {
  const put = swaps.flatMap(({ after, version }) => (after ? [putOf(after, version + 1, present)] : []));
  const remove = swaps.flatMap(({ before, after, version }) =>
    before && !after ? [{ key: keyOf(before), version }] : [],
  );
  return { put, remove };
}

/** The way back: from what a merge left to what it found. */
export const reversed = (swap: Swap): Swap => ({
  ...(swap.after ? { before: swap.after } : {}),
  ...(swap.before ? { after: swap.before } : {}),
  version: swap.after ? swap.version + 1 : 0,
});
