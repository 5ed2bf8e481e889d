import type { Table } from "@alliance/store";
import { currentTypeKey, currentTypesPattern, typeVersionKey, versionsOf } from "../keys/membership-type.ts";
import { type MembershipType, TypeVersion, typeOf } from "../schema/membership-type.ts";
import type { OrganisationKind } from "../schema/organisation.ts";
import { builtInVersion, builtInVersions } from "./built-in-types.ts";

/** The version that is sold now. `itemVersion` is 0 while it is the built-in one. */
export async function currentVersion(
  table: Table,
  membershipTypeId: string,
): Promise<{ readonly data: TypeVersion; readonly itemVersion: number } | undefined> {
  const stored = await table.get(currentTypeKey(membershipTypeId), TypeVersion, { consistent: true });
  if (stored) return { data: stored.data, itemVersion: stored.version };
  const builtIn = builtInVersion(membershipTypeId);
  return builtIn && { data: builtIn, itemVersion: 0 };
}

/** The type as it is sold now. */
export async function currentType(table: Table, membershipTypeId: string): Promise<MembershipType | undefined> {
  const current = await currentVersion(table, membershipTypeId);
  return current && typeOf(current.data);
}

/** The type as it was sold: a version never changes. */
export async function typeAtVersion(
  table: Table,
  membershipTypeId: string,
  version: number,
): Promise<MembershipType | undefined> {
  const stored = await table.get(typeVersionKey(membershipTypeId, version), TypeVersion);
  const found = stored?.data ?? (version === 1 ? builtInVersion(membershipTypeId) : undefined);
  return found && typeOf(found);
}

/** Every version of a type, newest first. */
export async function typeVersions(table: Table, membershipTypeId: string): Promise<readonly TypeVersion[]> {
  const stored = (await table.query(versionsOf(membershipTypeId), TypeVersion)).items.map(({ data }) => data);
  const builtIn = builtInVersion(membershipTypeId);
  const isKept = stored.some(({ version }) => version === 1);
  return builtIn === undefined || isKept ? stored : [...stored, builtIn];
}

/** What is sold now, one version a type, in the order of their names; also those that are not on sale. */
export async function currentTypes(table: Table): Promise<readonly TypeVersion[]> {
  const changed = (await table.query(currentTypesPattern, TypeVersion)).items.map(({ data }) => data);
  const isChanged = new Set(changed.map(({ membershipTypeId }) => membershipTypeId));
  const builtIn = builtInVersions.filter(({ membershipTypeId }) => !isChanged.has(membershipTypeId));
  return [...builtIn, ...changed].sort((a, b) => (a.content.name < b.content.name ? -1 : 1));
}

/** What an organisation of that kind may choose from. */
export async function typesFor(table: Table, kind: OrganisationKind): Promise<readonly MembershipType[]> {
  const all = (await currentTypes(table)).map(typeOf);
  return all.filter(({ eligibleKinds, isOnSale }) => isOnSale && eligibleKinds.includes(kind));
}
