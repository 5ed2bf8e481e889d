import { type LondonDate, plusDays } from "@alliance/core";
import { Coverage, coverageOf, coveragePut } from "@alliance/entitlement";
import type { Put, Remove, Stored, Table } from "@alliance/store";
import type { Identifier, Organisation } from "../schema/organisation.ts";
import { isMaintained } from "./establishment.ts";
import type { Register } from "./register.ts";

/** The days on which a number was an organisation's own, cut out of other days. */
function within(spell: Pick<Coverage, "from" | "until">, number: Identifier): Pick<Coverage, "from" | "until"> {
  const until = [spell.until, number.until].filter((day) => day !== undefined).sort()[0];
  return { from: spell.from, ...(until === undefined ? {} : { until }) };
}

/** Who may cover a school and when, as the register has it: the trusts it has been in, and its local authority. */
export function coverageByRegister(organisation: Organisation, register: Register): Coverage[] {
  const { organisationId, name: organisationName, registeredAt } = organisation;
  const urns = organisation.kind === "school" ? organisation.identifiers.filter(({ scheme }) => scheme === "urn") : [];
  const links = urns.flatMap((number): Pick<Coverage, "by" | "from" | "until">[] => {
    const school = register.find(number.value);
    const trusts = register.spellsOf(number.value).map(({ trustUid: value, ...spell }) => ({
      by: { scheme: "trust-uid" as const, value },
      ...within(spell, number),
    }));
    if (school?.laCode === undefined || !isMaintained(school)) return trusts;
    const by = { scheme: "la-code" as const, value: school.laCode };
    const days = {
      from: school.openedOn ?? registeredAt.slice(0, 10),
      ...(school.closedOn ? { until: school.closedOn } : {}),
    };
    return [...trusts, { by, ...within(days, number) }];
  });
  return links
    .filter(({ from, until }) => until === undefined || until >= from)
    .map((link) => ({ organisationId, organisationName, ...link }));
}

const whom = ({ by }: Coverage): string => `${by.scheme}#${by.value}`;
const isOpen = ({ until }: Coverage): boolean => until === undefined;

/** What there is of an organisation's coverage links. */
export const readCoverage = async (table: Table, organisationId: string): Promise<readonly Stored<Coverage>[]> =>
  (await table.query(coverageOf(organisationId), Coverage)).items;

export interface CoverageChange {
  readonly put: readonly Put[];
  readonly remove: readonly Remove[];
  /** As they are now, those whose days changed: a new name of the school alone is none to tell. */
  readonly links: readonly Coverage[];
}

/**
 * From the links there are to those there should be. A link whose first day the register corrected moves; one to
 * somebody whom the register no more names ends today, since the days before it were true.
 */
export function coverageChange(
  stored: readonly Stored<Coverage>[],
  wanted: readonly Coverage[],
  today: LondonDate,
): CoverageChange {
  const known = new Map(stored.map((each) => [`${whom(each.data)}#${each.data.from}`, each]));
  const named = new Set(wanted.map(whom));
  const before = stored.map(({ data }) => data);
  const links = wanted.map((link) => sinceItIsThere(link, before, named, today));
  const kept = new Set(links.map((link) => `${whom(link)}#${link.from}`));
  const moved = [...known].filter(([key, { data }]) => !kept.has(key) && named.has(whom(data)) && isOpen(data));
  const ended = [...known.values()]
    .filter(({ data }) => !named.has(whom(data)) && isOpen(data))
    .map(({ data }) => ({ ...data, until: data.from > today ? data.from : today }));
  const changed = [...links, ...ended].filter((link) => !isSame(known.get(`${whom(link)}#${link.from}`)?.data, link));
  return {
    put: changed.map((link) => coveragePut(link, (known.get(`${whom(link)}#${link.from}`)?.version ?? 0) + 1)),
    remove: moved.map(([, { key, version }]) => ({ key, version })),
    links: changed.filter((link) => {
      const data = known.get(`${whom(link)}#${link.from}`)?.data;
      return data === undefined || data.until !== link.until;
    }),
  };
}

/** A school that goes from one authority to another belongs to the new one from tomorrow, not since it opened. */
function sinceItIsThere(
  link: Coverage,
  stored: readonly Coverage[],
  named: ReadonlySet<string>,
  today: LondonDate,
): Coverage {
  if (link.by.scheme !== "la-code") return link;
  const own = stored.findLast((each) => whom(each) === whom(link) && (isOpen(each) || each.until === link.until));
  if (own) return { ...link, from: own.from };
  const hasLeft = stored.some((each) => each.by.scheme === "la-code" && isOpen(each) && !named.has(whom(each)));
  return hasLeft && link.from <= today ? { ...link, from: plusDays(today, 1) } : link;
}

const isSame = (a: Coverage | undefined, b: Coverage): boolean =>
  a !== undefined && a.until === b.until && a.organisationName === b.organisationName;
