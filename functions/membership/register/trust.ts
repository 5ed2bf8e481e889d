import type { LondonDate } from "@alliance/core";

/** A trust of the groups file. */
export interface Trust {
  readonly uid: string;
  readonly name: string;
  /** In the register's own words: "Multi-academy trust". */
  readonly type: string;
  readonly groupId?: string;
  readonly ukprn?: string;
  readonly companyNumber?: string;
  readonly openedOn?: LondonDate;
  readonly closedOn?: LondonDate;
}

/** One row of the groups file: a school that is in a trust today. */
export interface TrustMember {
  readonly urn: string;
  readonly trustUid: string;
  /** Absent where the register does not know. */
  readonly joinedOn?: LondonDate;
}

/** A school is in a trust from a day to a day, both included; open while `until` is absent. */
export interface TrustSpell {
  readonly urn: string;
  readonly trustUid: string;
  readonly from: LondonDate;
  readonly until?: LondonDate;
}

export interface Groups {
  readonly trusts: readonly Trust[];
  readonly members: readonly TrustMember[];
}

/** Federations, sponsors and children's centres are groups too, and no trust: they cover nobody. */
export const isTrustType = (type: string): boolean => /\btrust$/i.test(type) && !/umbrella/i.test(type);
