import { authorise, hashOfEmail, isSameName, loadPerson, type Person, verifiedEmailsOf } from "@alliance/auth";
import { academicYearOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import { certificateClaimed } from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { certificateKey, certificatePut, certificatesOf } from "../keys/certificate.ts";
import { sessionPk } from "../keys/session.ts";
import { Certificate, type Holder } from "../schema/certificate.ts";

export interface YearOfRecord {
  /** "2026-27" */
  readonly academicYear: string;
  readonly hours: number;
  readonly entries: readonly Certificate[];
}

export interface CpdRecord {
  readonly name: string;
  readonly hours: number;
  /** The latest first. */
  readonly years: readonly YearOfRecord[];
  /** Sent to an address of theirs under another name: an office's, perhaps. Theirs if they say so. */
  readonly unclaimed: readonly Certificate[];
}

/** What whoever asks attended, at whichever school they were then: under their account and their verified addresses. */
export async function readRecord(ctx: Ctx): Promise<CpdRecord> {
  authorise(ctx.actor, "settings.own");
  const person = await self(ctx);
  const found = await Promise.all(holdersOf(person).map((holder) => allOf(ctx, holder)));
  const valid = found.flat().filter(({ status }) => status === "valid");
  const own = valid.filter((each) => isTheirs(each, person));
  const years = Map.groupBy(own, ({ attendedOn }) => academicYearOf(attendedOn).name);
  return {
    name: person.name,
    hours: sumOf(own),
    years: [...years]
      .map(([academicYear, entries]) => ({ academicYear, hours: sumOf(entries), entries: entries.sort(latestFirst) }))
      .sort((a, b) => (a.academicYear < b.academicYear ? 1 : -1)),
    unclaimed: valid.filter((each) => each.printedName !== undefined && !isTheirs(each, person)).sort(latestFirst),
  };
}

/** Says that a certificate which came to one's own address under another name is one's own. */
export async function claimCertificate(ctx: Ctx, code: string): Promise<Certificate> {
  authorise(ctx.actor, "settings.own");
  const person = await self(ctx);
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(certificateKey(code), Certificate, { consistent: true });
    if (stored === undefined || !reaches(stored.data, person)) {
      throw new Problem("not-found", "We cannot find that certificate among those sent to your addresses.");
    }
    if ("personId" in stored.data.holder) return stored.data;
    const { personId } = person;
    const { sessionId, placeId } = stored.data;
    const claimed: Certificate = { ...stored.data, holder: { personId } };
    const event = draft(certificateClaimed, { sessionId, placeId, personId });
    await commit(ctx, {
      put: [certificatePut(claimed, stored.version + 1)],
      emit: [{ pk: sessionPk(sessionId), event }],
    });
    return claimed;
  });
}

async function self(ctx: Ctx): Promise<Person> {
  const person = await loadPerson(ctx, personOf(ctx).personId);
  if (person === undefined) throw new Problem("not-found", "We hold nothing about you any more.");
  return person.data;
}

/** Under the account, and under each address that they have shown to be theirs. */
export const holdersOf = (person: Person): readonly Holder[] => [
  { personId: person.personId },
  ...verifiedEmailsOf(person).map((email) => ({ emailHash: hashOfEmail(email) })),
];

const idOf = (holder: Holder): string => ("personId" in holder ? holder.personId : holder.emailHash);

export const reaches = ({ holder }: Certificate, person: Person): boolean =>
  holdersOf(person).some((own) => idOf(own) === idOf(holder));

/** Several people may use one address: only the name tells whose it was. */
export const isTheirs = ({ holder, printedName }: Certificate, { name }: Person): boolean =>
  "personId" in holder || (printedName !== undefined && isSameName(printedName, name));

/** One request for each hundred. */
export async function allOf(ctx: Ctx, holder: Holder): Promise<readonly Certificate[]> {
  const all: Certificate[] = [];
  let cursor: string | undefined;
  do {
    const pattern = { ...certificatesOf(holder), limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, Certificate);
    all.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

const sumOf = (entries: readonly Certificate[]): number => entries.reduce((sum, { hours }) => sum + hours, 0);
const latestFirst = (a: Certificate, b: Certificate): number => (a.attendedOn < b.attendedOn ? 1 : -1);
