import { authorise, organisationCards, urnOf } from "@alliance/auth";
import { dateInWords, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { vatRates } from "../bookings/order-lines.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { attendanceKey } from "../keys/attendance.ts";
import { feeKey, feePut, feesOf } from "../keys/fee.ts";
import { Attendance, wasThere } from "../schema/attendance.ts";
import { type Booking, placesOf } from "../schema/booking.ts";
import { Fee } from "../schema/fee.ts";
import type { Session } from "../schema/session.ts";
import { type RegisterRow, readRegister } from "./read-register.ts";

export interface NoShow {
  readonly row: RegisterRow;
  /** What was decided; undefined while nothing is. */
  readonly fee: Fee | undefined;
  /** Charged, and then the register was corrected: they had been there. */
  readonly wasThere: boolean;
}

export interface NoShows {
  readonly session: Session;
  readonly isClosed: boolean;
  readonly noShows: readonly NoShow[];
}

/** Places nobody came to, and what was decided about the fee of each: for staff, once the register is closed. */
export async function readNoShows(ctx: Ctx, sessionId: string): Promise<NoShows> {
  authorise(ctx.actor, "training.manage");
  const { session, rows, closedAt } = await readRegister(ctx, sessionId);
  const fees = await readFees(ctx, sessionId);
  const noShows = rows.flatMap((row) => {
    const fee = fees.get(row.placeId);
    const isMissing = closedAt !== undefined && !wasThere(row.mark);
    return isMissing || fee ? [{ row, fee, wasThere: !isMissing }] : [];
  });
  return { session, isClosed: closedAt !== undefined, noShows };
}

async function readFees(ctx: Ctx, sessionId: string): Promise<ReadonlyMap<string, Fee>> {
  const fees = new Map<string, Fee>();
  let cursor: string | undefined;
  do {
    const pattern = { ...feesOf(sessionId), ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, Fee, { consistent: true });
    for (const { data } of page.items) fees.set(data.placeId, data);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return fees;
}

/** Charges the fee for every place nobody came to about which nothing was decided. Pressed twice it charges once. */
export async function chargeNoShows(ctx: Ctx, sessionId: string): Promise<number> {
  const { session, noShows } = await readNoShows(ctx, sessionId);
  const due = noShows.filter(({ fee }) => fee === undefined);
  const ids = due.map(() => ctx.ids.next("fee"));
  for (const [at, { row }] of due.entries()) {
    await retryingConflicts(() => decide(ctx, session, row, { feeId: ids[at] ?? "", status: "charged" }));
  }
  return due.length;
}

/** Lets a school off the fee of a place, before it is charged or after: then what was invoiced is credited. */
export async function waiveNoShow(ctx: Ctx, sessionId: string, placeId: string, reason: string): Promise<Fee> {
  const { session, noShows } = await readNoShows(ctx, sessionId);
  if (reason.trim() === "") {
    const message = "Say why the fee is waived";
    throw new Problem("invalid-input", `${message}.`, [{ field: `reason-${placeId}`, message }]);
  }
  const found = noShows.find(({ row }) => row.placeId === placeId);
  if (found === undefined) throw new Problem("not-found", "There is no fee for that place.");
  const feeId = ctx.ids.next("fee");
  return retryingConflicts(() => decide(ctx, session, found.row, { feeId, status: "waived", reason: reason.trim() }));
}

type Decision = Pick<Fee, "feeId" | "status" | "reason">;

/** By what is true at this moment: the register may have been corrected, or somebody else decided. */
async function decide(
  ctx: Ctx,
  session: Session,
  { placeId, bookingId }: RegisterRow,
  decision: Decision,
): Promise<Fee> {
  const { sessionId, noShowFeePence } = session;
  const [before, attendance, booking] = await Promise.all([
    ctx.table.get(feeKey(sessionId, placeId), Fee, { consistent: true }),
    ctx.table.get(attendanceKey(sessionId, placeId), Attendance, { consistent: true }),
    loadBooking(ctx, bookingId),
  ]);
  if (before && (before.data.status === "waived" || decision.status === "charged")) return before.data;
  if (noShowFeePence === undefined || booking === undefined)
    throw new Problem("conflict", "This session has no such fee.");
  if (decision.status === "charged" && attendance?.data.told?.attended !== false) {
    throw new Problem("conflict", "The register was corrected a moment ago. Look again, then charge the fees.");
  }
  const fee: Fee = {
    ...{ ...decision, feeId: before?.data.feeId ?? decision.feeId, sessionId, placeId, bookingId },
    ...{
      netPence: before?.data.netPence ?? noShowFeePence,
      decidedBy: personOf(ctx).personId,
      decidedAt: ctx.clock.now(),
    },
  };
  const event =
    fee.status === "waived"
      ? draft(training.noShowWaived, { ...factsOf(fee), netPence: fee.netPence, wasCharged: before !== undefined })
      : await chargedEvent(ctx, booking.data, session, fee);
  await commit(ctx, {
    put: [feePut(fee, (before?.version ?? 0) + 1)],
    emit: [ofBooking(booking.data, (about) => ({ ...event, ...(about ? { about } : {}) }))],
  });
  return fee;
}

const factsOf = ({ feeId, bookingId, sessionId, placeId }: Fee) => ({ feeId, bookingId, sessionId, placeId });

async function chargedEvent(ctx: Ctx, booking: Booking, { title, startsAtLocal, endsAtLocal, vat }: Session, fee: Fee) {
  const [card] = booking.organisationId ? await organisationCards(ctx.table, [booking.organisationId]) : [];
  const urn = card && urnOf(card);
  const { addressLines = [], town, postcode } = card ?? {};
  const lines = [...addressLines, town, postcode].filter((line) => line !== undefined && line.trim() !== "");
  const number = placesOf(booking).findIndex(({ placeId }) => placeId === fee.placeId) + 1;
  const [from, to] = [startsAtLocal.slice(0, 10), endsAtLocal.slice(0, 10)];
  return draft(training.noShowCharged, {
    ...{ ...whoseOf(booking), ...factsOf(fee) },
    ...(urn ? { urn } : {}),
    billTo: { name: card?.name ?? booking.organisationName, addressLines: [...new Set(lines as string[])] },
    lines: [
      {
        description: `Place nobody came to: ${title}, ${dateInWords(from)}, place ${number}`,
        ...{ netPence: fee.netPence, vatRatePercent: vatRates[vat.treatment], vatTreatment: vat.treatment },
        ...(vat.note ? { vatNote: vat.note } : {}),
        ...{ serviceFrom: from, serviceTo: to },
      },
    ],
  });
}
