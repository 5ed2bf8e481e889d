import * as cell from "./cells.ts";
import { RegisterFileError, type Row } from "./cells.ts";
import { groupsShape } from "./file-shapes.ts";
import { readCsv } from "./read-csv.ts";
import { type Groups, isTrustType, type Trust, type TrustMember } from "./trust.ts";

const withoutGaps = <T extends object>(optional: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as never;

function uidOf(row: Row): string {
  const uid = cell.required(row, "Group UID");
  if (!/^\d{1,8}$/.test(uid)) throw new RegisterFileError(row.line, "Group UID", "is not a number");
  return uid;
}

function trustOf(row: Row, type: string): Trust {
  return {
    uid: uidOf(row),
    name: cell.required(row, "Group Name"),
    type,
    ...withoutGaps({
      groupId: cell.text(row, "Group ID"),
      ukprn: cell.text(row, "Group UKPRN", 8) ?? cell.text(row, "UKPRN", 8),
      companyNumber: cell.text(row, "Companies House Number", 8),
      openedOn: cell.date(row, "Open date") ?? cell.date(row, "Incorporated on (open date)"),
      closedOn: cell.date(row, "Closed Date"),
    }),
  };
}

/** Which trust each school is in, by the register's groups file. Throws RegisterFileError at what is wrong first. */
export async function readGroups(bytes: AsyncIterable<Uint8Array>): Promise<Groups> {
  const trusts = new Map<string, Trust>();
  const members = new Map<string, TrustMember>();
  for await (const row of readCsv(bytes, groupsShape)) {
    const type = cell.required(row, "Group Type");
    if (!isTrustType(type)) continue;
    const trust = trustOf(row, type);
    trusts.set(trust.uid, trusts.get(trust.uid) ?? trust);
    // A trust without a school has a row too.
    if (cell.text(row, "URN") === undefined) continue;
    const urn = cell.urn(row, "URN");
    const joinedOn = cell.date(row, "Joined date");
    const known = members.get(`${urn} ${trust.uid}`);
    const isLater = known?.joinedOn === undefined || (joinedOn !== undefined && joinedOn > known.joinedOn);
    if (!isLater) continue;
    members.set(`${urn} ${trust.uid}`, { urn, trustUid: trust.uid, ...(joinedOn ? { joinedOn } : {}) });
  }
  return { trusts: [...trusts.values()], members: [...members.values()] };
}
