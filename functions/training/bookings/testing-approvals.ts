import { commit } from "@alliance/store";
import { as, type TestCtx } from "@alliance/testing";
import { approvalSettingPut } from "../keys/approval.ts";
import type { Booking } from "../schema/booking.ts";
import { approveBooking, declineBooking } from "../use-cases/decide-approval.ts";
import { booker, budgetHolder, organisationId } from "./testing-school.ts";
import type { Small } from "./testing-small-world.ts";

interface Chosen {
  readonly who: number;
  readonly which: number;
}

/** As the budget holder, of the bookings that wait for a yes. */
const onAsked =
  (act: (ctx: TestCtx, booking: Booking) => Promise<unknown>) =>
  async (world: Small, { which }: Chosen): Promise<void> => {
    const asked = world.bookings().filter(({ status }) => status === "awaiting-approval");
    const booking = asked[which % Math.max(1, asked.length)];
    if (booking) await act(as(world.ctx, budgetHolder), booking);
  };

/** What happens in a random schedule about approval: switched on or off, a yes, a no. */
export const approvalActions = {
  approval: async ({ ctx }: Small, { who }: Chosen): Promise<void> => {
    const before = ctx.table.items.get(`training-settings#${organisationId}\napproval`)?.version ?? 0;
    const changed = { organisationId, changedBy: booker.personId, changedAt: ctx.clock.now() };
    const holder = who === 0 ? {} : { budgetHolder: budgetHolder.personId };
    await commit(ctx, { put: [approvalSettingPut({ ...changed, ...holder }, before + 1)] });
  },
  approve: onAsked((ctx, { bookingId }) => approveBooking(ctx, { bookingId, purchaseOrderNumber: "PO-1" })),
  decline: onAsked((ctx, { bookingId }) => declineBooking(ctx, bookingId, "")),
};
