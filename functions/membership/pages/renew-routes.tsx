import { idOf, isProblem } from "@alliance/core";
import { type Form as FormSent, type Incoming, onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { applicationKey } from "../keys/application.ts";
import { leadingOn } from "../merging/lead-on.ts";
import { nextPageOf } from "../replies.ts";
import { Application } from "../schema/application.ts";
import type { PortalServices } from "../services.ts";
import { type RenewalStanding, readRenewal } from "../use-cases/read-renewal.ts";
import { renewMembership } from "../use-cases/renew-membership.ts";
import { organisationPath } from "./console-paths.ts";
import { paymentOf, RenewForm } from "./renew-form.ts";
import { notNowPage, type RenewPlace, renewPage } from "./renew-page.tsx";

const { page } = routesFor<PortalServices>();
const params = z.strictObject({ organisationId: idOf("org") });

const portalPlace = (ctx: Ctx): RenewPlace => ({
  backLink: { href: "/portal", text: "Your membership" },
  section: "Overview",
  isStaff: false,
  hidden: onceField(ctx),
});

const consolePlace = (ctx: Ctx, organisationId: string): RenewPlace => ({
  backLink: { href: organisationPath(organisationId), text: "The organisation" },
  section: "Organisations",
  isStaff: true,
  hidden: onceField(ctx),
});

type Asked = Pick<Incoming<PortalServices>, "ctx"> & { readonly params: z.infer<typeof params> };

/** One's own renewal that waits goes on where it stopped. */
async function ownWaiting(ctx: Ctx, { renewal }: RenewalStanding): Promise<Response | undefined> {
  if (renewal.state !== "waiting") return undefined;
  const stored = await ctx.table.get(applicationKey(renewal.next.applicationId), Application, { consistent: true });
  const isOwn = ctx.actor.kind === "person" && stored?.data.applicantId === ctx.actor.personId;
  return isOwn && stored ? redirect(nextPageOf(stored.data)) : undefined;
}

async function show({ ctx, params: { organisationId } }: Asked, place: RenewPlace): Promise<PageReply | Response> {
  const standing = await readRenewal(ctx, organisationId);
  return (await ownWaiting(ctx, standing)) ?? renewPage(standing, {}, place);
}

interface Sent extends Asked {
  readonly form: FormSent<RenewForm>;
}

async function order(
  { ctx, params: { organisationId }, form }: Sent,
  place: RenewPlace,
): Promise<PageReply | Response> {
  if (!form.ok) return renewPage(await readRenewal(ctx, organisationId), form, place);
  try {
    const { application } = await renewMembership(ctx, { organisationId, payment: paymentOf(form.data) });
    return redirect(place.isStaff ? place.backLink.href : nextPageOf(application));
  } catch (error) {
    if (!isProblem(error)) throw error;
    const standing = await readRenewal(ctx, organisationId);
    if (error.code === "invalid-input")
      return renewPage(standing, { values: form.values, errors: error.errors }, place);
    // Somebody was quicker: the page that explains it, rather than a bare error.
    if (standing.renewal.state === "open" && standing.offer) throw error;
    return notNowPage(standing, place, 409);
  }
}

export const renewRoutes = leadingOn([
  page({
    method: "GET",
    path: "/portal/membership/renew/:organisationId",
    access: "membership.renew",
    params,
    handle: (asked) => show(asked, portalPlace(asked.ctx)),
  }),
  page({
    method: "POST",
    path: "/portal/membership/renew/:organisationId",
    access: "membership.renew",
    params,
    form: RenewForm,
    idempotent: true,
    handle: (sent) => order(sent, portalPlace(sent.ctx)),
  }),
  // Staff renew for a school that asks them to.
  page({
    method: "GET",
    path: "/console/membership/organisations/:organisationId/renew",
    access: "membership.decide",
    params,
    handle: (asked) => show(asked, consolePlace(asked.ctx, asked.params.organisationId)),
  }),
  page({
    method: "POST",
    path: "/console/membership/organisations/:organisationId/renew",
    access: "membership.decide",
    params,
    form: RenewForm,
    idempotent: true,
    handle: (sent) => order(sent, consolePlace(sent.ctx, sent.params.organisationId)),
  }),
]);
