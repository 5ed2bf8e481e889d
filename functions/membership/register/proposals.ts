import type { LondonDate } from "@alliance/core";
import type { ReviewKind } from "../schema/review.ts";
import type { Before, RegisterChanges } from "./changes.ts";
import type { Establishment, EstablishmentLink } from "./establishment.ts";

/** What somebody should decide about one school. */
export interface Proposal {
  readonly kind: ReviewKind;
  readonly urn: string;
  readonly on?: LondonDate;
  readonly newName?: string;
  readonly otherUrn?: string;
  readonly otherName?: string;
}

/** "A was followed by B", whichever of the two mirrored rows says so. Other links, to children's centres, are none. */
export interface Succession {
  readonly urn: string;
  readonly successorUrn: string;
  readonly successorName?: string;
  readonly kind: Extract<ReviewKind, "successor" | "merged" | "split">;
  readonly on?: LondonDate;
}

const kindOf = (type: string): Succession["kind"] =>
  /split/i.test(type) ? "split" : /merged|amalgamated/i.test(type) ? "merged" : "successor";

export function successionOf({ urn, linkUrn, linkName, type, on }: EstablishmentLink): Succession | undefined {
  const about = { kind: kindOf(type), ...(on ? { on } : {}) };
  if (type.startsWith("Successor")) {
    return { urn, successorUrn: linkUrn, ...(linkName ? { successorName: linkName } : {}), ...about };
  }
  return type.startsWith("Predecessor") ? { urn: linkUrn, successorUrn: urn, ...about } : undefined;
}

/** Both mirrored rows make one succession. */
export function successionsIn(links: readonly EstablishmentLink[]): Succession[] {
  const byPair = new Map<string, Succession>();
  for (const succession of links.flatMap((link) => successionOf(link) ?? [])) {
    const pair = `${succession.urn} ${succession.successorUrn}`;
    const known = byPair.get(pair);
    if (known?.successorName === undefined) byPair.set(pair, { ...known, ...succession });
  }
  return [...byPair.values()];
}

const dated = (on: LondonDate | undefined): { on?: LondonDate } => (on ? { on } : {});

/** What is different in a row, as far as our organisation has to follow it. */
export function proposalsFor(before: Before, after: Establishment): Proposal[] {
  const { urn } = after;
  const proposals: Proposal[] = [];
  if (before.name !== after.name) proposals.push({ kind: "renamed", urn, newName: after.name });
  if (before.status !== after.status) {
    const closed: Proposal = { kind: "closed", urn, ...dated(after.closedOn) };
    proposals.push(after.status === "closed" ? closed : { kind: "opened", urn, ...dated(after.openedOn) });
  }
  const isClosing = after.status === "open" && after.proposedToClose === true && before.proposedToClose !== true;
  if (isClosing) proposals.push({ kind: "closing", urn, ...dated(after.closedOn) });
  return proposals;
}

/** By URN, everything that an import brought for somebody to decide about. */
export function proposalsIn(
  changes: RegisterChanges,
  find: (urn: string) => Establishment | undefined,
): ReadonlyMap<string, readonly Proposal[]> {
  const ofRows = Object.entries(changes.before).flatMap(([urn, before]) => {
    const after = find(urn);
    return after === undefined ? [] : proposalsFor(before, after);
  });
  const ofLinks = successionsIn(changes.newLinks).map(({ urn, kind, successorUrn, successorName, on }): Proposal => {
    const otherName = find(successorUrn)?.name ?? successorName;
    return { kind, urn, otherUrn: successorUrn, ...(otherName ? { otherName } : {}), ...dated(on) };
  });
  return Map.groupBy([...ofRows, ...ofLinks], ({ urn }) => urn);
}
