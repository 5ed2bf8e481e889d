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
  readonly easting?: number;
  readonly northing?: number;
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

/** A URN's successors by the links file; several where a school was split. */
export const isSuccessor = (link: EstablishmentLink): boolean => link.type.startsWith("Successor");
