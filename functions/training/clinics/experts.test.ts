import { emailEntryPut, recognisePerson } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, person, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import type { Appointment } from "../schema/appointment.ts";
import { answerAppointment } from "../use-cases/answer-appointment.ts";
import { createClinic } from "../use-cases/create-clinic.ts";
import { listAskedOfExpert } from "../use-cases/list-asked-of-expert.ts";
import { markAppointment } from "../use-cases/mark-appointment.ts";
import { readExpertAppointment } from "../use-cases/read-appointment.ts";
import { appointmentIn, asked, clinicContent, clinicCtx, putClinic, someone, staff } from "./testing-clinic.ts";

let ctx: TestCtx;
const iris = { name: "Dr Iris Lowe", email: "iris@university.example" };

beforeEach(async () => {
  ctx = await clinicCtx();
});

/** She signs in with the address that staff named her by. */
async function signedIn({ name, email }: typeof iris, emailVerified = true) {
  const personId = await recognisePerson(ctx, {
    issuer: "i",
    subject: email + emailVerified,
    name,
    email,
    emailVerified,
  });
  return person(personId);
}

const draftOf = (expert: typeof iris | "me") => createClinic(as(ctx, staff), { ...clinicContent(), expert });

describe("who an expert is", () => {
  test("is the same in all their clinics, so that no time of theirs is asked for twice", async () => {
    const [first, second] = [await putClinic(ctx), await putClinic(ctx, { title: "Reading clinic" })];
    expect(second.expert).toEqual(first.expert);
    await asked(ctx, await someone(ctx, "Ada"), first);
    await expect(asked(ctx, await someone(ctx, "Bo"), second)).rejects.toMatchObject({ code: "conflict" });
  });

  test("also where two clinics name them for the first time at once, however the address is written", async () => {
    const [one, two] = await Promise.all([draftOf(iris), draftOf({ ...iris, email: "IRIS@university.example" })]);
    expect(one.expert).toEqual(two.expert);
    expect([...ctx.table.items.values()].filter(({ entity }) => entity === "contact")).toHaveLength(1);
  });

  test("is the account where there is one, and stays who was named before there was", async () => {
    const colin = { name: "Colin Hart", email: "colin@school.example" };
    const { personId } = await signedIn(colin);
    expect((await draftOf(colin)).expert).toEqual({ personId });
    const { expert } = await draftOf(iris);
    await signedIn(iris);
    expect((await draftOf(iris)).expert).toEqual(expert);
  });

  test("is asked for where several people use the address; nothing is made", async () => {
    const office = "office@school.example";
    await signedIn({ name: "Ann", email: office });
    const other = { personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8ZY", isVerified: true };
    await commit(ctx, { put: [emailEntryPut(office, other, 1)] });
    await expect(draftOf({ name: "Ann", email: office })).rejects.toMatchObject({
      code: "invalid-input",
      errors: [{ field: "email" }],
    });
    expect([...ctx.table.items.values()].filter(({ entity }) => entity === "training.clinic")).toEqual([]);
  });
});

describe("what is asked of an expert", () => {
  let appointment: Appointment;
  let expert: Awaited<ReturnType<typeof signedIn>>;
  let member: Awaited<ReturnType<typeof someone>>;
  beforeEach(async () => {
    member = await someone(ctx, "Ada");
    appointment = await asked(ctx, member, await putClinic(ctx));
    expert = await signedIn(iris);
  });
  const seen = async () => {
    const lists = await listAskedOfExpert(as(ctx, expert));
    return Object.entries(lists).flatMap(([list, items]) => items.map(({ askedBy }) => `${list}: ${askedBy}`));
  };

  test("they see, answer and mark themselves, though they are nobody of the alliance's", async () => {
    const { appointmentId } = appointment;
    expect(await seen()).toEqual(["to-answer: Ada"]);
    const details = await readExpertAppointment(as(ctx, expert), appointmentId);
    expect([details.words?.about, details.slots.length > 0]).toEqual([expect.stringContaining("questionnaire"), true]);
    await answerAppointment(as(ctx, expert), appointmentId, { answer: "approve" });
    expect(await seen()).toEqual(["to-come: Ada"]);
    ctx.clock.moveSeconds(5 * 86_400);
    await markAppointment(as(ctx, expert), appointmentId, true);
    expect([appointmentIn(ctx, appointmentId).attended, await seen()]).toEqual([true, []]);
  });

  test("and staff answer at once: one answer counts", async () => {
    const { appointmentId } = appointment;
    const answers = [staff, expert].flatMap((who) =>
      (["approve", "decline"] as const).map((answer) =>
        answerAppointment(as(ctx, who), appointmentId, { answer }).catch(({ code }) => code),
      ),
    );
    const outcomes = new Set(await Promise.all(answers));
    expect(outcomes).toEqual(new Set([appointmentIn(ctx, appointmentId).status, "conflict"]));
  });

  test("is nobody else's: not a stranger's, nor whose address was never shown to be theirs", async () => {
    const { appointmentId } = appointment;
    const pretender = await signedIn({ name: "Iris Lowe", email: iris.email }, false);
    for (const who of [await someone(ctx, "Zed"), pretender]) {
      const code = "not-found";
      await expect(readExpertAppointment(as(ctx, who), appointmentId)).rejects.toMatchObject({ code });
      await expect(answerAppointment(as(ctx, who), appointmentId, { answer: "approve" })).rejects.toMatchObject({
        code,
      });
      expect(Object.values(await listAskedOfExpert(as(ctx, who))).flat()).toEqual([]);
    }
    await expect(readExpertAppointment(as(ctx, member), appointmentId)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(listAskedOfExpert(as(ctx, { kind: "anonymous" }))).rejects.toMatchObject({ code: "not-signed-in" });
  });
});
