import { learningOf, wordsKeyOf } from "@alliance/auth";
import { epochSeconds } from "@alliance/core";
import type { Key, Pattern, Put } from "@alliance/store";
import type { Appointment, AppointmentWords, BusyStep } from "../schema/appointment.ts";
import { clinicPk } from "./clinic.ts";

export const appointmentPk = (appointmentId: string): string => `appointment#${appointmentId}`;
export const appointmentKey = (appointmentId: string): Key => ({
  pk: appointmentPk(appointmentId),
  sk: "appointment",
});

/** Somebody's own, the latest time first. */
export const appointmentsOf = learningOf.appointments;

/** What staff and experts look at: requests by when they end, what is agreed by its time, and what is over and not marked. */
export const deskLists = {
  "to-answer": { index: "gsi2", pk: "appointments-to-answer" },
  "to-come": { index: "gsi2", pk: "appointments-to-come" },
  "to-mark": { index: "gsi2", pk: "appointments-to-mark", descending: true },
} as const satisfies Record<string, Omit<Pattern, "limit">>;
export type DeskList = keyof typeof deskLists;

export function deskListOf({ status, attended }: Appointment): DeskList | undefined {
  if (status === "requested") return "to-answer";
  if (status === "confirmed") return "to-come";
  return status === "over" && attended === undefined ? "to-mark" : undefined;
}

function listedAs(appointment: Appointment): Key | undefined {
  const list = deskListOf(appointment);
  const { answerBy, startsAt, appointmentId } = appointment;
  return list && { pk: deskLists[list].pk, sk: `${list === "to-answer" ? answerBy : startsAt}#${appointmentId}` };
}

export function appointmentPut(appointment: Appointment, version: number): Put {
  const { appointmentId, requestedBy, startsAt } = appointment;
  const gsi2 = listedAs(appointment);
  return {
    key: appointmentKey(appointmentId),
    entity: "training.appointment",
    version,
    data: appointment,
    gsi1: { pk: appointmentsOf(requestedBy).pk, sk: `${startsAt}#${appointmentId}` },
    ...(gsi2 ? { gsi2 } : {}),
  };
}

export const wordsKey = (appointmentId: string): Key => wordsKeyOf({ appointmentId });
export const wordsPut = (appointmentId: string, words: AppointmentWords, version: number): Put => ({
  key: wordsKey(appointmentId),
  entity: "training.appointment-words",
  version,
  data: words,
  expiresAtSeconds: epochSeconds(words.keptUntil),
});

/** A step of an expert's time, whatever clinic it is claimed for: by its instant, so that no hour is claimed twice. */
export const busyKey = (expertId: string, at: string): Key => ({ pk: `expert#${expertId}`, sk: `busy#${at}` });

/** The first step of each claim of a month ("2027-01"), in their order. */
export const busyIn = (expertId: string, month: string): Omit<Pattern, "limit"> => ({
  index: "gsi1",
  pk: `expert-busy#${expertId}#${month}`,
});

export const busyPut = (expertId: string, at: string, step: BusyStep): Put => ({
  key: busyKey(expertId, at),
  entity: "training.expert-busy",
  version: 1,
  data: step,
  ...(at === step.startsAt ? { gsi1: { pk: busyIn(expertId, at.slice(0, 7)).pk, sk: at } } : {}),
});

/** Whoever has a time in a clinic has one. */
export const ownTimeKey = (clinicId: string, personId: string): Key => ({
  pk: clinicPk(clinicId),
  sk: `time-of#${personId}`,
});
