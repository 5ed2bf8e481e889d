import { type DomainEvent, draft, type finance } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { applicationKey, applicationPk, applicationPut } from "../keys/application.ts";
import { termKey, termRemoves } from "../keys/term.ts";
import { Application } from "../schema/application.ts";
import { Term } from "../schema/term.ts";

type OrderExpired = z.infer<typeof finance.orderExpired.data>;

/** On finance.order-expired: nobody paid, or it was withdrawn, so the term is free for the next applicant. */
export function releaseApplication(
  ctx: Ctx,
  event: DomainEvent<OrderExpired>,
): Promise<"released" | "not-pending" | "not-ours"> {
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(applicationKey(event.data.orderId), Application, { consistent: true });
    if (stored === undefined) return "not-ours";
    const application = stored.data;
    if (application.status !== "pending") return "not-pending";
    const { applicationId, organisationId, academicYear } = application;
    const term = await ctx.table.get(termKey(organisationId, academicYear), Term, { consistent: true });
    const isHeld = term?.data.applicationId === applicationId;
    const reason = event.data.because ?? ("payment-expired" as const);
    const data = { applicationId, organisationId, reason } as const;
    await commit(ctx, {
      put: [applicationPut({ ...application, status: "released", releasedBecause: reason }, stored.version + 1)],
      ...(isHeld && term ? { remove: termRemoves(term.data, term.version) } : {}),
      emit: [{ pk: applicationPk(applicationId), event: draft(membership.applicationReleased, data, organisationId) }],
    });
    return "released";
  });
}
