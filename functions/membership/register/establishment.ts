import type { LondonDate } from "@alliance/core";

/**
 * One row of the national register as we keep it: what joining, searching and invoicing need. Head teachers' names
 * never get this far. Absent means that the register does not say.
 */
export interface Establishment {
  readonly urn: string;
  readonly name: string;
  readonly status: "open" | "closed" | "proposed";
  /** Open today, and the register says that it will close. */
  readonly proposedToClose?: true;
  readonly type?: string;
  readonly typeGroup?: string;
  readonly phase?: string;
  readonly street?: string;
  readonly locality?: string;
  readonly address3?: string;
  readonly town?: string;
  readonly county?: string;
  readonly postcode?: string;
  readonly laCode?: string;
  readonly laName?: string;
  readonly establishmentNumber?: string;
  readonly ukprn?: string;
  readonly openedOn?: LondonDate;
  readonly closedOn?: LondonDate;
  readonly lowAge?: number;
  readonly highAge?: number;
  readonly pupils?: number;
  readonly region?: string;
  readonly district?: string;
  readonly trustUid?: string;
  readonly trustName?: string;
}

/** One row of the links file: `urn` names `linkUrn` as its successor, predecessor, or other relation. */
export interface EstablishmentLink {
  readonly urn: string;
  readonly linkUrn: string;
  readonly linkName?: string;
  /** In the register's own words: "Successor", "Predecessor - merged". */
  readonly type: string;
  readonly on?: LondonDate;
}

/** Where letters and invoices go. */
export const addressLinesOf = (school: Establishment): string[] =>
  [school.street, school.locality, school.address3, school.town, school.county, school.postcode].filter(
    (line) => line !== undefined,
  );

/** "840/2001" as the seven digits it is quoted by. */
export const laestabOf = ({ laCode, establishmentNumber }: Establishment): string | undefined =>
  laCode && establishmentNumber ? `${laCode}${establishmentNumber.padStart(4, "0")}` : undefined;

/** Kept by its local authority, so that a membership of the authority may reach it. */
export const isMaintained = ({ type = "", typeGroup = "" }: Establishment): boolean =>
  !/academ|free school|independent|universit|college|technical|studio|online|offshore|non-maintained|welsh/i.test(
    `${typeGroup} ${type}`,
  );

/** A URN's successors by the links file; several where a school was split. */
export const isSuccessor = (link: EstablishmentLink): boolean => link.type.startsWith("Successor");
