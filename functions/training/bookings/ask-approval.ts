import { type Instant, isSchoolDay, londonDateOf, londonDateTimeOf } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import { approvalSettingKey } from "../keys/approval.ts";
import { offerUntil } from "../queue/offer-until.ts";
import { ApprovalSetting } from "../schema/approval.ts";
import { type Booking, netPenceOf, type Placing, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { ofBooking, whoseOf } from "./booking-events.ts";
import { personOf } from "./buyer-of.ts";
import { approvalHours, offerHours } from "./house.ts";

/** Who has to say yes to a booking before it goes on; nobody where it is free, or where they place it themselves. */
export async function approverOf(ctx: Ctx, booking: Booking): Promise<string | undefined> {
  const { organisationId } = booking;
  if (organisationId === undefined || netPenceOf(booking) === 0) return undefined;
  const setting = await ctx.table.get(approvalSettingKey(organisationId), ApprovalSetting, { consistent: true });
  const approver = setting?.data.budgetHolder;
  return ctx.actor.kind === "person" && personOf(ctx).personId === approver ? undefined : approver;
}

/** It keeps its places, and how it is to be paid, until an hour of a school's working day; never beyond its sessions. */
export function awaitingApproval(
  booking: Booking,
  sessions: readonly Session[],
  { approver, placing, now }: { readonly approver: string; readonly placing: Placing; readonly now: Instant },
): Booking {
  const { payment, billTo, purchaseOrderNumber, financeContactId } = placing;
  return {
    ...booking,
    status: "awaiting-approval",
    holdUntil: notBeyond(sessions, offerUntil(now, approvalHours)),
    ...(purchaseOrderNumber ? { purchaseOrderNumber } : {}),
    approval: { approver, askedAt: now, payment, billTo, ...(financeContactId ? { financeContactId } : {}) },
  };
}

/** An instant, or the beginning of the first session where that is earlier. */
export const notBeyond = (sessions: readonly Session[], until: Instant): Instant =>
  [until, ...sessions.map(({ startsAt }) => startsAt)].sort()[0] ?? until;

/** To whoever has to say yes; asked once more when little of the time is left. */
export const approvalAsked = (booking: Booking, sessions: readonly Session[], isReminder: boolean) =>
  ofBooking(booking, (about) =>
    draft(
      training.approvalAsked,
      {
        ...whoseOf(booking),
        approver: booking.approval?.approver ?? "",
        sessions: sessions.map(factsOf),
        places: placesOf(booking).length,
        netPence: netPenceOf(booking),
        answerBy: booking.holdUntil ?? booking.madeAt,
        isReminder,
      },
      about,
    ),
  );

/** Until when what ends is reminded of now: less than a school day is left. Not at hours when nobody reads letters. */
export function remindUntil(now: Instant): Instant | undefined {
  const hour = londonDateTimeOf(now).slice(11);
  const isOpen = isSchoolDay(londonDateOf(now)) && hour >= "08:00" && hour < "17:00";
  return isOpen ? offerUntil(now, offerHours) : undefined;
}

/** Its time is as good as over, and whoever decides was not asked again. */
export function isToRemind({ status, holdUntil = "", approval }: Booking, now: Instant, until: Instant): boolean {
  const isAsked = status === "awaiting-approval" && approval !== undefined && approval.remindedAt === undefined;
  return isAsked && now < holdUntil && holdUntil <= until;
}
