import type { Key, Pattern, Put } from "@alliance/store";
import type { Attendance, OpenRegister, Register, Trainer } from "../schema/attendance.ts";
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

export const attendancePut = (attendance: Attendance, version: number): Put => ({
  key: attendanceKey(attendance.sessionId, attendance.placeId),
  entity: "training.attendance",
  version,
  data: attendance,
});

export const registerKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "register" });

export const registerPut = (register: Register, version: number): Put => ({
  key: registerKey(register.sessionId),
  entity: "training.register",
  version,
  data: register,
});

export const openRegisterKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "register-open" });

/** What waits for staff: the one that is open longest, first. */
export const openRegisters: Omit<Pattern, "limit"> = { index: "gsi1", pk: "training-registers-open" };
/** Those nobody was reminded of, the next one first. */
export const registersToRemind: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-registers-to-remind" };

export const openRegisterPut = (open: OpenRegister, version: number): Put => ({
  key: openRegisterKey(open.sessionId),
  entity: "training.register-open",
  version,
  data: open,
  gsi1: { pk: openRegisters.pk, sk: `${open.endedAt}#${open.sessionId}` },
  ...(open.remindedAt === undefined
    ? { gsi2: { pk: registersToRemind.pk, sk: `${open.remindAt}#${open.sessionId}` } }
    : {}),
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
