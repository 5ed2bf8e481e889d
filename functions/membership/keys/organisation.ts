import type { Key, Pattern, Put } from "@alliance/store";
import type { Organisation, Scheme } from "../schema/organisation.ts";

/** Aggregate of an organisation: its profile, its terms, and their events. */
export const organisationPk = (organisationId: string): string => `organisation#${organisationId}`;

export const organisationKey = (organisationId: string): Key => ({ pk: organisationPk(organisationId), sk: "profile" });

export const aliasKey = (scheme: Scheme, value: string): Key => ({ pk: `alias#${scheme}#${value}`, sk: "alias" });

/** How names are sorted: "St. Mary's" beside "St Marys". */
export const sortName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, "");

export const organisationsPattern: Omit<Pattern, "limit"> = { index: "gsi1", pk: "organisations" };

export const organisationPut = (organisation: Organisation, version: number): Put => ({
  key: organisationKey(organisation.organisationId),
  entity: "membership.organisation",
  version,
  data: organisation,
  ...(organisation.mergedInto === undefined
    ? { gsi1: { pk: "organisations", sk: `${sortName(organisation.name)}#${organisation.organisationId}` } }
    : {}),
});

/** A claim when it is new; a later version leads to another organisation, as a merger does. */
export const aliasPut = (scheme: Scheme, value: string, organisationId: string, version = 1): Put => ({
  key: aliasKey(scheme, value),
  entity: "membership.alias",
  version,
  data: { organisationId },
});
