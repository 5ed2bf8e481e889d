import { authorise } from "@alliance/auth";
import { londonDateOf, Problem, plusHours } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { type Buyer, buyerOf } from "../bookings/buyer-of.ts";
import { factsOfAppointment, ofAppointment } from "../clinics/appointment-events.ts";
import { claimOwn, claimTime, offeredSlot } from "../clinics/claim-time.ts";
import { answerHours, wordsKeptDays } from "../clinics/house.ts";
import { currentClinic } from "../clinics/read-clinics.ts";
import type { Slot } from "../clinics/slots-of.ts";
import { assertMayAsk, mayAsk } from "../clinics/who-may-ask.ts";
import { appointmentPut, wordsPut } from "../keys/appointment.ts";
import { offerUntil } from "../queue/offer-until.ts";
import type { Appointment, SlotRequest } from "../schema/appointment.ts";
import type { Clinic } from "../schema/clinic.ts";

/** Claims a free time of a clinic: agreed at once where the clinic says so, else it waits for an answer. */
export async function requestSlot(ctx: Ctx, input: SlotRequest): Promise<Appointment> {
  authorise(ctx.actor, "training.book");
  const buyer = await buyerOf(ctx, input);
  const appointmentId = ctx.ids.next("apt");
  return retryingConflicts(async () => {
    const { data: clinic } = await currentClinic(ctx, input.clinicId);
    const now = ctx.clock.now();
    assertOpen(clinic);
    const slot = offeredSlot(clinic, input.startsAt, now);
    assertPeople(clinic, input.people);
    const appointment = newAppointment({ appointmentId, clinic, buyer, slot, people: input.people }, now);
    await assertEntitled(ctx, clinic, appointment);
    const [own, steps] = await Promise.all([claimOwn(ctx, appointment), claimTime(ctx, appointment)]);
    const { about, colleagues } = input;
    const words = { about, ...(colleagues ? { colleagues } : {}), keptUntil: keptUntil(appointment) };
    await commit(ctx, {
      put: [appointmentPut(appointment, 1), wordsPut(appointmentId, words, 1), own, ...steps],
      emit: [askedEvent(appointment)],
    });
    return appointment;
  });
}

export const keptUntil = ({ endsAt }: Pick<Appointment, "endsAt">): string => plusHours(endsAt, wordsKeptDays * 24);

export function assertOpen({ status, title }: Clinic): void {
  if (status === "open") return;
  if (status === "draft") throw new Problem("not-found", "We cannot find that clinic.");
  throw new Problem("gone", `“${title}” takes no requests at the moment. Nothing was sent.`);
}

/** By the memberships of the organisation on the day itself, not today's. */
export async function assertEntitled(
  ctx: Ctx,
  clinic: Clinic,
  { organisationId, startsAt }: Pick<Appointment, "organisationId" | "startsAt">,
): Promise<void> {
  const on = londonDateOf(startsAt);
  const grants = organisationId ? await grantsOf(ctx.table, [organisationId], on) : [];
  assertMayAsk(mayAsk(clinic, grants, on));
}

function assertPeople({ mostPeople }: Clinic, people: number): void {
  if (people <= mostPeople) return;
  const message =
    mostPeople === 1 ? "This clinic is for one person at a time" : `At most ${mostPeople} of you can come`;
  throw new Problem("invalid-input", `${message}.`, [{ field: "people", message }]);
}

/** Until when somebody may answer: in school hours, and never after the time itself. */
export function answerByOf(startsAt: string, now: string): string {
  const due = offerUntil(now, answerHours);
  return due < startsAt ? due : startsAt;
}

interface Asked {
  readonly appointmentId: string;
  readonly clinic: Clinic;
  readonly buyer: Buyer;
  readonly slot: Slot;
  readonly people: number;
}

function newAppointment({ appointmentId, clinic, buyer, slot, people }: Asked, now: string): Appointment {
  const { clinicId, title, expert, answeredBy, format, venue, approval } = clinic;
  const { bookedBy, ...organisation } = buyer;
  return {
    ...{ appointmentId, clinicId, title, expert, answeredBy, format, ...slot },
    ...(venue ? { venue: { name: venue.name, addressLines: venue.addressLines, postcode: venue.postcode } } : {}),
    ...organisation,
    ...{ requestedBy: bookedBy, people, requestedAt: now, calendarSequence: 0 },
    ...(approval === "automatic"
      ? { status: "confirmed" as const }
      : { status: "requested" as const, answerBy: answerByOf(slot.startsAt, now) }),
  };
}

function askedEvent(appointment: Appointment) {
  const facts = factsOfAppointment(appointment);
  const { answerBy } = appointment;
  return ofAppointment(appointment, (about) =>
    answerBy === undefined
      ? draft(training.clinicConfirmed, { appointment: facts }, about)
      : draft(training.clinicRequested, { appointment: facts, answerBy }, about),
  );
}
