import { actorId } from "@alliance/core";
import type { Ctx, Pattern, Put } from "@alliance/store";
import * as z from "zod";
import { organisationPk } from "./organisation.ts";

export const OrganisationChange = z.lazy(() =>
  z.strictObject({
    changeId: z.string(),
    changed: z.array(z.string()),
    reason: z.string(),
    changedBy: z.string(),
    changedAt: z.iso.datetime(),
  }),
);
export type OrganisationChange = z.infer<typeof OrganisationChange>;

/** Why somebody changed an organisation by hand: beside the event, which carries no words of people. */
export function changePut(
  ctx: Ctx,
  organisationId: string,
  why: { readonly changed: readonly string[]; readonly reason: string },
): Put {
  const changeId = ctx.ids.next("chg");
  return {
    key: { pk: organisationPk(organisationId), sk: `change#${changeId}` },
    entity: "membership.organisation-change",
    version: 1,
    data: { changeId, ...why, changedBy: actorId(ctx.actor), changedAt: ctx.clock.now() },
  };
}

/** Newest first. */
export const changesOf = (organisationId: string): Pattern => ({
  pk: organisationPk(organisationId),
  skPrefix: "change#",
  descending: true,
  limit: 10,
});
