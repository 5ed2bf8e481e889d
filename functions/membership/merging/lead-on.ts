import { canFor } from "@alliance/auth";
import { idOf } from "@alliance/core";
import { type Route, redirect } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { followMerges } from "./follow-merges.ts";

const OrganisationId = idOf("org");

/**
 * The same page of the organisation that this one became part of, for those who belong to it: an address that somebody
 * kept leads on. Undefined where there is nothing to lead to; for strangers neither of them exists.
 */
export async function newAddress(ctx: Ctx, organisationId: string, url: URL): Promise<Response | undefined> {
  const { actor, table } = ctx;
  // Whoever belongs to it today belongs to what is still there: a merge takes its people along.
  const belongs = actor.kind === "person" && actor.affiliations.some((each) => each.organisationId === organisationId);
  if (belongs || !OrganisationId.safeParse(organisationId).success) return undefined;
  const into = (await followMerges(table, organisationId))?.data.organisationId;
  if (into === undefined || into === organisationId || !canFor(actor, "people.read-own", into)) return undefined;
  return redirect(`${url.pathname}${url.search}`.replace(organisationId, into));
}

/** Pages about one organisation, which lead on; a form that was sent is not decided there, but shown there again. */
export const leadingOn = <Services>(routes: readonly Route<Services>[]): Route<Services>[] =>
  routes.map((route) => {
    if (route.kind !== "page" || !route.path.includes("/:organisationId")) return route;
    const { handle } = route;
    return {
      ...route,
      handle: async (incoming: Parameters<typeof handle>[0]) =>
        (await newAddress(incoming.ctx, incoming.params.organisationId, incoming.url)) ?? handle(incoming),
    };
  });
