import type { Key, Pattern, Put } from "@alliance/store";
import type { Attendance, Register, Trainer } from "../schema/attendance.ts";
import type { Delegate } from "../schema/seat.ts";
import { sessionPk } from "./session.ts";

export const attendanceKey = (sessionId: string, placeId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `attendance#${placeId}`,
});

export const attendanceOf = (sessionId: string): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: "attendance#",
  limit: 100,
});

export const idOfDelegate = (delegate: Delegate): string =>
  "personId" in delegate ? delegate.personId : delegate.contactId;

/** Where somebody was, the latest first: of a person, or of a contact who may turn out to be one. */
export const attendedBy = (delegateId: string): Omit<Pattern, "limit"> => ({
  index: "gsi1",
  pk: `attended#${delegateId}`,
  descending: true,
});

export function attendancePut(attendance: Attendance, version: number): Put {
  const { sessionId, placeId, told } = attendance;
  const whose = told?.attended ? told.delegate : undefined;
  return {
    key: attendanceKey(sessionId, placeId),
    entity: "training.attendance",
    version,
    data: attendance,
    ...(told && whose ? { gsi1: { pk: attendedBy(idOfDelegate(whose)).pk, sk: `${told.attendedOn}#${placeId}` } } : {}),
  };
}

export const registerKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "register" });

export const registerPut = (register: Register, version: number): Put => ({
  key: registerKey(register.sessionId),
  entity: "training.register",
  version,
  data: register,
});

export const trainerKey = (sessionId: string, personId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `trainer#${personId}`,
});

export const trainersOf = (sessionId: string): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: "trainer#",
  limit: 20,
});

/** What somebody runs, named last first. */
export const sessionsRunBy = (personId: string): Pattern => ({
  index: "gsi1",
  pk: `trains#${personId}`,
  descending: true,
  limit: 50,
});

export const trainerPut = (trainer: Trainer, version: number): Put => ({
  key: trainerKey(trainer.sessionId, trainer.personId),
  entity: "training.trainer",
  version,
  data: trainer,
  gsi1: { pk: sessionsRunBy(trainer.personId).pk, sk: `${trainer.namedAt}#${trainer.sessionId}` },
});
