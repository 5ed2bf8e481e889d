import type { DomainEvent, finance } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import type * as z from "zod";
import { expireBooking } from "./expire-booking.ts";

type OrderExpired = z.infer<typeof finance.orderExpired.data>;

/** On finance.order-expired: nobody paid, so the seats go back. */
export const endUnpaid = async (ctx: Ctx, { data }: DomainEvent<OrderExpired>) =>
  data.orderId.startsWith("bkg_") ? expireBooking(ctx, data.orderId, "finance") : "not-ours";
