import type { Key, Pattern, Put } from "@alliance/store";
import type { TypeVersion } from "../schema/membership-type.ts";

export const typePk = (membershipTypeId: string): string => `membership-type#${membershipTypeId}`;

/** Claimed by its key: of two editors at once, one makes the next version. */
export const typeVersionKey = (membershipTypeId: string, version: number): Key => ({
  pk: typePk(membershipTypeId),
  sk: `version#${String(version).padStart(4, "0")}`,
});

/** What is sold now: a copy of the last version. */
export const currentTypeKey = (membershipTypeId: string): Key => ({ pk: typePk(membershipTypeId), sk: "current" });

/** Every version of a type, newest first. */
export const versionsOf = (membershipTypeId: string): Pattern => ({
  pk: typePk(membershipTypeId),
  skPrefix: "version#",
  descending: true,
  limit: 100,
});

/** The current version of each type that was ever changed; what was not is built in. */
export const currentTypesPattern: Pattern = { index: "gsi1", pk: "membership-types", limit: 100 };

export const typeVersionPut = (version: TypeVersion): Put => ({
  key: typeVersionKey(version.membershipTypeId, version.version),
  entity: "membership.type-version",
  version: 1,
  data: version,
});

/** `itemVersion` counts the changes of the item; a built-in type has none before its first. */
export const currentTypePut = (current: TypeVersion, itemVersion: number): Put => ({
  key: currentTypeKey(current.membershipTypeId),
  entity: "membership.type",
  version: itemVersion,
  data: current,
  gsi1: { pk: "membership-types", sk: current.membershipTypeId },
});
