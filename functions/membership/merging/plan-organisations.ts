import { plusDays } from "@alliance/core";
import type { membership } from "@alliance/events";
import type { Stored } from "@alliance/store";
import type { Swap } from "../schema/merge.ts";
import { type Identifier, identifies, type Organisation } from "../schema/organisation.ts";
import type { MergeFacts } from "./facts.ts";

export interface Merging {
  readonly mergeId: string;
  readonly mergedAt: string;
  readonly because: membership.MergeCause;
}

/** The one that disappears leads to the other, which is known by its names and numbers too. */
export function planOrganisations({ from, into, today }: MergeFacts, { mergeId, mergedAt }: Merging) {
  const [a, b] = [from.organisation.data, into.organisation.data];
  const yesterday = plusDays(today, -1);
  const isKnown = ({ scheme, value }: Identifier): boolean =>
    b.identifiers.some((each) => each.scheme === scheme && each.value === value);
  const hasOwn = (scheme: string): boolean =>
    b.identifiers.some((each) => each.scheme === scheme && each.until === undefined);
  const numbers = a.identifiers
    // Where a school lies is no number of its own: the one that stays says it.
    .filter((each) => !isKnown(each) && identifies(a.kind, each.scheme))
    .map((each) => (each.until === undefined && hasOwn(each.scheme) ? endedOn(each, yesterday) : each));
  const before = b.formerNames ?? [];
  const added = [...(a.formerNames ?? []), { name: a.name, until: yesterday }].filter(
    ({ name }) => name !== b.name && !before.some((each) => each.name === name),
  );
  const formerNames = [...before, ...added].sort((x, y) => (x.until < y.until ? -1 : x.until > y.until ? 1 : 0));
  const survivor: Organisation = {
    ...b,
    // Theirs first: of several numbers of one scheme the last one in use is the one that is shown.
    identifiers: [...numbers, ...b.identifiers],
    ...(added.length > 0 ? { formerNames } : {}),
    ...(a.isPartner || b.isPartner ? { isPartner: true } : {}),
  };
  const gone: Organisation = { ...a, mergedInto: b.organisationId, mergedAt, mergeId };
  const swaps: Swap[] = [swapOf(from.organisation, gone), swapOf(into.organisation, survivor)];
  return { swaps, numbers, names: added.map(({ name }) => name) };
}

const swapOf = ({ data, version }: Stored<Organisation>, after: Organisation): Swap => ({
  before: { kind: "organisation", data },
  after: { kind: "organisation", data: after },
  version,
});

const endedOn = (number: Identifier, day: string): Identifier => ({
  ...number,
  until: number.from > day ? number.from : day,
});
