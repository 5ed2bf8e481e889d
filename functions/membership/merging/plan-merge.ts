import type { Swap } from "../schema/merge.ts";
import type { Identifier } from "../schema/organisation.ts";
import { statusOn } from "../schema/term.ts";
import type { MergeFacts, Side } from "./facts.ts";
import { joinSpells } from "./join-spells.ts";
import { type Merging, planOrganisations } from "./plan-organisations.ts";
import { planTerms, type TermsPlan } from "./plan-terms.ts";

export interface MergePlan extends Omit<TermsPlan, "swaps" | "unplaceable"> {
  /** Why it cannot be done now, each with what to do about it; empty when it can. */
  readonly obstacles: readonly string[];
  readonly swaps: readonly Swap[];
  readonly numbers: readonly Identifier[];
  /** Names that the surviving organisation is known by from now on as former ones. */
  readonly names: readonly string[];
}

/** One transaction takes a hundred items; the merge itself, guards and events need some of them. */
const mostSwaps = 85;

/** What would happen if `from` became part of `into`. Pure: the same facts give the same plan. */
export function planMerge(facts: MergeFacts, merging: Merging): MergePlan {
  const { from, into, today } = facts;
  const terms = planTerms({
    from: from.terms,
    into: into.terms,
    organisation: into.organisation.data,
    today,
    paidTwiceFrom: merging.because === "became-one" ? today : undefined,
  });
  const organisations = planOrganisations(facts, merging);
  const swaps = [
    ...organisations.swaps,
    ...aliasSwaps(facts),
    ...peopleSwaps(facts),
    ...letterSwaps(facts),
    ...requestSwaps(facts),
    ...terms.swaps,
    ...entitlementSwaps(facts),
    ...reminderSwaps(facts, terms),
  ];
  return {
    ...terms,
    ...organisations,
    swaps,
    obstacles: [
      ...obstaclesOf(facts),
      ...terms.unplaceable.map(
        ({ academicYear }) =>
          `Both have a membership that begins in ${academicYear}, and they do not overlap. Wait until one is over.`,
      ),
      ...(swaps.length > mostSwaps
        ? [
            `There is too much to move in one go (${swaps.length} entries; ${mostSwaps} can be). End roles and invitations that are no longer needed first.`,
          ]
        : []),
    ],
  };
}

function obstaclesOf({ from, into, today }: MergeFacts): string[] {
  const [a, b] = [from.organisation.data, into.organisation.data];
  const merged = [a, b].filter(({ mergedInto }) => mergedInto !== undefined);
  const waits = [from, into].filter(({ terms }) => terms.some(({ data }) => statusOn(data, today) === "pending"));
  return [
    ...(a.organisationId === b.organisationId ? ["An organisation cannot be merged into itself."] : []),
    ...merged.map(({ name }) => `${name} was merged into another organisation already.`),
    ...(a.kind === b.kind ? [] : [`They are of different kinds: a ${a.kind} cannot become a ${b.kind}.`]),
    ...waits
      .map(nameOf)
      .map((name) => `An application of ${name} waits for its payment or approval. It must be paid or ended first.`),
  ];
}

const nameOf = ({ organisation }: Side): string => organisation.data.name;

const aliasSwaps = ({ from, into }: MergeFacts): Swap[] =>
  from.aliases.map(({ number: { scheme, value }, data, version }) => ({
    before: { kind: "alias", data: { scheme, value, organisationId: data.organisationId } },
    after: { kind: "alias", data: { scheme, value, organisationId: into.organisation.data.organisationId } },
    version,
  }));

/** The same role of the same person at both becomes one, held on every day on which either was. */
function peopleSwaps({ from, into }: MergeFacts): Swap[] {
  const { organisationId } = into.organisation.data;
  return from.people.flatMap(({ data, version }): Swap[] => {
    const moved = { ...data, organisationId };
    const own = into.people.find((each) => each.data.personId === data.personId && each.data.role === data.role);
    const after = { kind: "affiliation", data: own ? joinSpells(own.data, moved) : moved } as const;
    return [
      { before: { kind: "affiliation", data }, version },
      own ? { before: { kind: "affiliation", data: own.data }, after, version: own.version } : { after, version: 0 },
    ];
  });
}

/** Who was named and invited, and has not answered yet, is asked into the organisation that stays. */
export function letterSwaps({ from, into }: MergeFacts): Swap[] {
  const { organisationId, name: organisationName } = into.organisation.data;
  return [
    ...from.contacts.map(
      ({ data: { contactId, organisationId: before }, version }): Swap => ({
        before: { kind: "contact", data: { contactId, organisationId: before } },
        after: { kind: "contact", data: { contactId, organisationId } },
        version,
      }),
    ),
    ...from.invitations.map(
      ({ data: { invitationId, ...data }, version }): Swap => ({
        before: {
          kind: "invitation",
          data: { invitationId, organisationId: data.organisationId, organisationName: data.organisationName },
        },
        after: { kind: "invitation", data: { invitationId, organisationId, organisationName } },
        version,
      }),
    ),
  ];
}

/** Who asked one of them asks the other from now on; who asked both asks once, as they asked the one that stays. */
export function requestSwaps({ from, into }: MergeFacts): Swap[] {
  const { organisationId, name: organisationName } = into.organisation.data;
  return from.requests.flatMap(({ request: { data, version }, ofInto }): Swap[] => {
    const left: Swap = { before: { kind: "role-request", data }, version };
    if (ofInto?.data.status === "open") return [left];
    const after = { kind: "role-request", data: { ...data, organisationId, organisationName } } as const;
    if (ofInto === undefined) return [left, { after, version: 0 }];
    return [left, { before: { kind: "role-request", data: ofInto.data }, after, version: ofInto.version }];
  });
}

/** What either had, the other has too: no day and no benefit is lost, whatever becomes of the terms. */
function entitlementSwaps({ from, into }: MergeFacts): Swap[] {
  const { organisationId, name: organisationName } = into.organisation.data;
  const grants = from.grants.flatMap(({ data, version }): Swap[] => [
    { before: { kind: "grant", data }, version },
    { after: { kind: "grant", data: { ...data, organisationId, organisationName } }, version: 0 },
  ]);
  const links = from.coverage.flatMap(({ data, version }): Swap[] => {
    const { by, from: since } = data;
    const own = into.coverage.find(
      (each) => each.data.by.scheme === by.scheme && each.data.by.value === by.value && each.data.from === since,
    );
    const removed: Swap = { before: { kind: "coverage", data }, version };
    const moved = { ...data, organisationId, organisationName };
    if (own === undefined) return [removed, { after: { kind: "coverage", data: moved }, version: 0 }];
    const isLonger = own.data.until !== undefined && (data.until === undefined || data.until > own.data.until);
    if (!isLonger) return [removed];
    const before = { kind: "coverage", data: own.data } as const;
    return [removed, { before, after: { kind: "coverage", data: moved }, version: own.version }];
  });
  return [...grants, ...links];
}

/** What was told of a term that goes on is told already. */
function reminderSwaps({ from, into }: MergeFacts, { moved, continued }: TermsPlan): Swap[] {
  const { organisationId } = into.organisation.data;
  const goesOn = new Set([...moved, ...continued].map(({ membershipId }) => membershipId));
  return from.reminders
    .filter(({ data }) => goesOn.has(data.membershipId))
    .map(({ data }) => ({ after: { kind: "reminder", data: { ...data, organisationId } }, version: 0 }));
}
