import * as cell from "./cells.ts";
import { RegisterFileError, type Row } from "./cells.ts";
import type { Establishment } from "./establishment.ts";
import { establishmentsShape } from "./file-shapes.ts";
import { readCsv } from "./read-csv.ts";

const statuses: Record<string, Pick<Establishment, "status" | "proposedToClose">> = {
  "1": { status: "open" },
  "2": { status: "closed" },
  "3": { status: "open", proposedToClose: true },
  "4": { status: "proposed" },
};

function statusOf(row: Row): Pick<Establishment, "status" | "proposedToClose"> {
  const status = statuses[cell.required(row, "EstablishmentStatus (code)")];
  if (status === undefined) {
    throw new RegisterFileError(row.line, "EstablishmentStatus (code)", "is not one of 1, 2, 3 and 4");
  }
  return status;
}

/** An invoice's address line has at most 120 characters; a longer one would be refused there. */
const maxAddressLine = 120;

function fromRow(row: Row): Establishment {
  const optional = {
    type: cell.text(row, "TypeOfEstablishment (name)"),
    typeGroup: cell.text(row, "EstablishmentTypeGroup (name)"),
    phase: cell.text(row, "PhaseOfEducation (name)"),
    street: cell.text(row, "Street", maxAddressLine),
    locality: cell.text(row, "Locality", maxAddressLine),
    address3: cell.text(row, "Address3", maxAddressLine),
    town: cell.text(row, "Town", maxAddressLine),
    county: cell.text(row, "County (name)", maxAddressLine),
    postcode: cell.text(row, "Postcode", 10),
    laCode: cell.text(row, "LA (code)"),
    laName: cell.text(row, "LA (name)"),
    establishmentNumber: cell.text(row, "EstablishmentNumber"),
    ukprn: cell.text(row, "UKPRN"),
    openedOn: cell.date(row, "OpenDate"),
    closedOn: cell.date(row, "CloseDate"),
    lowAge: cell.count(row, "StatutoryLowAge"),
    highAge: cell.count(row, "StatutoryHighAge"),
    pupils: cell.count(row, "NumberOfPupils"),
    region: cell.text(row, "GOR (name)"),
    district: cell.text(row, "DistrictAdministrative (name)"),
    trustUid: cell.text(row, "Trusts (code)"),
    trustName: cell.text(row, "Trusts (name)", 500),
  };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { urn: cell.urn(row, "URN"), name: cell.required(row, "EstablishmentName"), ...statusOf(row), ...present };
}

/** The establishments of the file, each checked as it comes. Throws RegisterFileError at the first thing that is wrong. */
export async function* establishmentsIn(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Establishment> {
  const lines = new Map<string, number>();
  for await (const row of readCsv(bytes, establishmentsShape)) {
    const establishment = fromRow(row);
    const before = lines.get(establishment.urn);
    if (before !== undefined) throw new RegisterFileError(row.line, "URN", `is on line ${before} already`);
    lines.set(establishment.urn, row.line);
    yield establishment;
  }
  if (lines.size === 0) throw new RegisterFileError(2, "URN", "has no row below the header");
}

/** All of them. */
export async function readEstablishments(bytes: AsyncIterable<Uint8Array>): Promise<Establishment[]> {
  const all: Establishment[] = [];
  for await (const establishment of establishmentsIn(bytes)) all.push(establishment);
  return all;
}
