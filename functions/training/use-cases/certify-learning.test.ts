import { membership, training } from "@alliance/events";
import { as, eventOf, person, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { eventsOf } from "../bookings/testing-world.ts";
import { appointmentIn, asked, claimedSteps, clinicCtx, putClinic, someone, staff } from "../clinics/testing-clinic.ts";
import { putRecording } from "../recordings/testing-recording.ts";
import { browserOf } from "../test-world.ts";
import { answerAppointment } from "./answer-appointment.ts";
import { certifyClinic, certifyRecording } from "./certify-learning.ts";
import { forgetLearning } from "./forget-learning.ts";
import { markAppointment } from "./mark-appointment.ts";
import { readAppointment } from "./read-appointment.ts";
import { readRecord } from "./read-record.ts";
import { noteProgress, openRecording, readRecording } from "./watch-recording.ts";

let ctx: TestCtx;
let member: Awaited<ReturnType<typeof someone>>;
beforeEach(async () => {
  ctx = await clinicCtx();
  member = await someone(ctx, "Ada");
});

const completed = async () => {
  const { recordingId } = await putRecording(ctx, { audience: "everybody" });
  await openRecording(as(ctx, member), recordingId);
  await noteProgress(as(ctx, member), recordingId, { from: 0, to: 600 });
  const [told] = eventsOf(ctx, "recording-completed");
  return eventOf(training.recordingCompleted, told?.data as typeof training.recordingCompleted.sample);
};

test("a recording that was watched is on the record with its hours and a certificate, once however often it is told", async () => {
  const event = await completed();
  const outcomes = await Promise.all([1, 2, 3].map(() => certifyRecording(ctx, event)));
  expect(outcomes.sort()).toEqual(["as-it-is", "as-it-is", "issued"]);
  expect(eventsOf(ctx, "learning-certified").map(({ data }) => data)).toMatchObject([
    { of: "recording", learnedId: event.data.recordingId, personId: member.personId, hours: 0.25 },
  ]);
  const { hours, years } = await readRecord(as(ctx, member));
  expect(hours).toBe(0.25);
  const [entry] = years[0]?.entries ?? [];
  expect(entry).toMatchObject({ printedName: "Ada", title: event.data.title, status: "valid" });
  const page = await (await browserOf(ctx, person())).get(`/training/certificates/${entry?.code}`);
  expect(page.text).toContain("by their own account");
  expect(page.text).not.toContain("Certificate of attendance");
});

test("so is a clinic, under the school of that day", async () => {
  const { appointmentId } = await asked(ctx, member, await putClinic(ctx));
  await answerAppointment(as(ctx, staff), appointmentId, { answer: "approve" });
  ctx.clock.moveSeconds(5 * 86_400);
  await markAppointment(as(ctx, staff), appointmentId, true);
  const [told] = eventsOf(ctx, "clinic-attended");
  const event = eventOf(training.clinicAttended, told?.data as typeof training.clinicAttended.sample);
  await certifyClinic(ctx, event);
  await certifyClinic(ctx, event);
  const { years } = await readRecord(as(ctx, member));
  expect(years[0]?.entries).toMatchObject([{ hours: 0.5, organisationName: "Harbour View Primary School" }]);
});

async function attendedClinic() {
  const { appointmentId } = await asked(ctx, member, await putClinic(ctx));
  await answerAppointment(as(ctx, staff), appointmentId, { answer: "approve" });
  ctx.clock.moveSeconds(5 * 86_400);
  const mark = (attended: boolean) => markAppointment(as(ctx, staff), appointmentId, attended);
  await mark(true);
  const [told] = eventsOf(ctx, "clinic-attended");
  const data = told?.data as typeof training.clinicAttended.sample;
  const certify = () => certifyClinic(ctx, eventOf(training.clinicAttended, data));
  return { mark, certify, correct: () => certifyClinic(ctx, eventOf(training.clinicAttendanceCorrected, data)) };
}
const certificates = () =>
  [...ctx.table.items.values()].flatMap(({ entity, data }) =>
    entity === "training.certificate" ? [(data as { status: string }).status] : [],
  );

test("a clinic nobody came to after all goes from the record with its certificate, and comes back with it", async () => {
  const { mark, certify, correct } = await attendedClinic();
  expect(await certify()).toBe("issued");
  await mark(false);
  expect([await correct(), await correct()]).toEqual(["withdrawn", "as-it-is"]);
  expect((await readRecord(as(ctx, member))).hours).toBe(0);
  await mark(true);
  expect([await certify(), await certify()]).toEqual(["valid", "as-it-is"]);
  expect((await readRecord(as(ctx, member))).hours).toBe(0.5);
  expect([certificates(), eventsOf(ctx, "learning-certified")]).toMatchObject([
    ["valid"],
    [{ data: { of: "clinic" } }],
  ]);
});

test("the correction heard first, or at the moment of the certificate, leaves none that is valid", async () => {
  const { mark, certify, correct } = await attendedClinic();
  await mark(false);
  expect([await correct(), await certify()]).toEqual(["as-it-is", "as-it-is"]);
  expect(certificates()).toEqual([]);
  await mark(true);
  await Promise.all([certify(), mark(false).then(correct)]);
  await Promise.all([certify(), correct()]);
  expect(certificates().filter((status) => status === "valid")).toEqual([]);
});

const decided = (outcome: "approved" | "refused") => {
  const { personId } = member;
  return eventOf(membership.erasureDecided, { ...membership.erasureDecided.sample, personId, outcome });
};

test("who is erased leaves no words with experts, no time that others want, and nothing of what they watched", async () => {
  const { data } = await completed();
  const first = await asked(ctx, member, await putClinic(ctx));
  expect(await forgetLearning(ctx, decided("refused"))).toBe(0);
  expect(await forgetLearning(ctx, decided("approved"))).toBe(2);
  expect(await forgetLearning(ctx, decided("approved"))).toBe(1);
  expect(appointmentIn(ctx, first.appointmentId).status).toBe("cancelled");
  expect(claimedSteps(ctx).size).toBe(0);
  expect((await readAppointment(as(ctx, staff), first.appointmentId)).words).toBeUndefined();
  expect((await readRecording(as(ctx, member), data.recordingId)).viewing).toBeUndefined();
  await expect(noteProgress(as(ctx, member), data.recordingId, { from: 0, to: 60 })).rejects.toMatchObject({
    code: "not-found",
  });
});
