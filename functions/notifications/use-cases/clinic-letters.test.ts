import { contactPut, recognisePerson } from "@alliance/auth";
import { training } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published } from "@alliance/testing";
import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import {
  confirmTime,
  tellCancelledTime,
  tellDeclinedTime,
  tellMovedTime,
  tellOfRequestedTime,
} from "./letters-of-clinics.ts";

const contactId = "con_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const { clinicRequested, clinicConfirmed, clinicDeclined, clinicMoved, clinicCancelled } = training;

let ctx: LettersCtx;
let outbox: Outbox;
let appointment: typeof clinicConfirmed.sample.appointment;

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  const claims = { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" };
  const requestedBy = await recognisePerson(ctx, claims);
  const staff = { issuer: "i", subject: "t", name: "Ruth Adeyemi", email: "ruth@alliance.example" };
  const answeredBy = await recognisePerson(ctx, staff);
  const contact = { contactId, name: "Dr Iris Lowe", email: "iris@university.example", role: "expert" as const };
  await commit(ctx, {
    put: [contactPut({ ...contact, organisationId: "cli_1", createdAt: ctx.clock.now() }, 1)],
  });
  appointment = { ...clinicConfirmed.sample.appointment, requestedBy, answeredBy, expert: { contactId } };
});

const letters = () => outbox.sent.map(({ to, subject }) => `${to}: ${subject}`);
const calendarOf = (at: number) => {
  const [file] = outbox.sent[at]?.attachments ?? [];
  if (file === undefined) return undefined;
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(file.content)));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    startsAt: event.startDate.toJSDate().toISOString(),
  };
};

test("a request goes to the expert and to whoever looks after the clinic, once each, and says until when", async () => {
  const event = eventOf(clinicRequested, { appointment, answerBy: "2027-01-15T12:00:00.000Z" });
  await tellOfRequestedTime(ctx, event);
  await tellOfRequestedTime(ctx, event);
  expect(letters()).toEqual([
    "iris@university.example: To answer: Evaluation clinic",
    "ruth@alliance.example: To answer: Evaluation clinic",
  ]);
  expect(outbox.sent[0]?.text).toContain("15 January 2027 at 12:00");
  expect(outbox.sent[0]?.text).toContain("/portal/training/clinics/asked/apt_");
  expect(outbox.sent[1]?.text).toContain("/console/training/clinics/appointments/apt_");
});

test("what is agreed comes to both with an entry of their own calendar, once each", async () => {
  const event = eventOf(clinicConfirmed, { appointment });
  await confirmTime(ctx, event);
  await confirmTime(ctx, event);
  expect(letters()).toEqual([
    "amara@school.example: Agreed: Evaluation clinic",
    "iris@university.example: Agreed: Evaluation clinic",
  ]);
  const [theirs, experts] = [calendarOf(0), calendarOf(1)];
  expect(theirs).toMatchObject({ method: "REQUEST", startsAt: "2027-01-20T15:45:00.000Z", sequence: 0 });
  expect(experts?.uid).toBe(`${appointment.appointmentId}-${contactId}@alliance.example`);
  expect(theirs?.uid).not.toBe(experts?.uid);
  expect(outbox.sent[1]?.text).not.toContain("/console/");
  expect(JSON.stringify(published(ctx))).not.toMatch(/Amara|iris@/);
});

test("what moves takes its calendar entry along, to the hour that London's clocks show in summer", async () => {
  const moved = {
    ...appointment,
    startsAtLocal: "2027-04-14T15:45",
    endsAtLocal: "2027-04-14T16:15",
    calendarSequence: 1,
  };
  await confirmTime(ctx, eventOf(clinicConfirmed, { appointment }));
  await tellMovedTime(ctx, eventOf(clinicMoved, { ...clinicMoved.sample, appointment: moved }, { id: "evt_2" }));
  expect(letters().slice(2)).toEqual([
    "amara@school.example: Moved: Evaluation clinic",
    "iris@university.example: Moved: Evaluation clinic",
  ]);
  expect(calendarOf(2)).toEqual({
    ...{ method: "REQUEST", uid: calendarOf(0)?.uid, sequence: 1 },
    startsAt: "2027-04-14T14:45:00.000Z",
  });
});

test("a member's move that has to be answered leaves both calendars, and asks those who may answer", async () => {
  const data = { ...clinicMoved.sample, appointment: { ...appointment, calendarSequence: 1 }, by: "member" as const };
  await tellMovedTime(ctx, eventOf(clinicMoved, { ...data, answerBy: "2027-01-15T12:00:00.000Z" }));
  expect(letters()).toEqual([
    "amara@school.example: Asked for anew: Evaluation clinic",
    "iris@university.example: To answer: Evaluation clinic",
    "ruth@alliance.example: To answer: Evaluation clinic",
  ]);
  expect([0, 1, 2].map((at) => calendarOf(at)?.method)).toEqual(["CANCEL", "CANCEL", undefined]);
  expect(outbox.sent[1]?.text).toContain("Tuesday 19 January 2027");
});

test("an expert who answers themselves gets one letter for both", async () => {
  const own = { ...appointment, expert: { personId: appointment.answeredBy } };
  const data = { ...clinicMoved.sample, appointment: own, by: "member" as const };
  await tellMovedTime(ctx, eventOf(clinicMoved, { ...data, answerBy: "2027-01-15T12:00:00.000Z" }));
  expect(letters()[1]).toBe("ruth@alliance.example: To answer: Evaluation clinic");
  expect([outbox.sent.length, calendarOf(1)?.method]).toEqual([2, "CANCEL"]);
});

test("what is called off leaves the calendars; a request that is given up was in none, and is told to nobody else", async () => {
  await tellCancelledTime(ctx, eventOf(clinicCancelled, { appointment, by: "expert", wasConfirmed: true }));
  expect(letters()[0]).toBe("amara@school.example: Called off: Evaluation clinic");
  expect([calendarOf(0)?.method, calendarOf(1)?.method]).toEqual(["CANCEL", "CANCEL"]);
  const given = eventOf(clinicCancelled, { appointment, by: "member", wasConfirmed: false }, { id: "evt_2" });
  await tellCancelledTime(ctx, given);
  expect(letters().slice(2)).toEqual(["amara@school.example: Given up: Evaluation clinic"]);
});

test.each([
  ["declined", "Not this time"],
  ["not-answered", "We are sorry: not answered"],
] as const)("a request that was %s is told to whoever asked", async (because, subject) => {
  await tellDeclinedTime(ctx, eventOf(clinicDeclined, { appointment, because }));
  expect(letters()).toEqual([`amara@school.example: ${subject}: Evaluation clinic`]);
  expect(outbox.sent[0]?.attachments).toEqual([]);
});

test("whose data is gone gets no letter, and keeps nobody else from theirs", async () => {
  const gone = { ...appointment, requestedBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8XX" };
  await confirmTime(ctx, eventOf(clinicConfirmed, { appointment: gone }));
  expect(letters()).toEqual(["iris@university.example: Agreed: Evaluation clinic"]);
});
