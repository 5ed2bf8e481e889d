import type { Key, Pattern, Put } from "@alliance/store";
import { organisationPk } from "./organisation.ts";

/** Claimed by its key: a step of a term is told once, however often the nightly run comes by. */
export const reminderKey = (organisationId: string, membershipId: string, step: string): Key => ({
  pk: organisationPk(organisationId),
  sk: `reminder#${membershipId}#${step}`,
});

export const reminderPut = (organisationId: string, membershipId: string, step: string, claimedAt: string): Put => ({
  key: reminderKey(organisationId, membershipId, step),
  entity: "membership.reminder",
  version: 1,
  data: { membershipId, step, claimedAt },
});

/** What of an organisation's terms was told. */
export const remindersOf = (organisationId: string): Pattern => ({
  pk: organisationPk(organisationId),
  skPrefix: "reminder#",
  limit: 100,
});
