import { affiliationPut, contactPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, published, system, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { termPuts } from "../keys/term.ts";
import { scheduled } from "../schedules.ts";
import type { Term } from "../schema/term.ts";
import { workerCtx } from "../test-world.ts";
import { remindAboutTerms } from "./remind-about-terms.ts";

const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const lead = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const sold: Term = {
  membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  organisationId,
  organisationName: "Harbour View Primary School",
  applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  applicantId: lead,
  academicYear: "2026-27",
  startsOn: "2026-11-21",
  endsOn: "2027-08-31",
  status: "active",
  membershipTypeId: "school",
  membershipTypeVersion: 1,
  membershipTypeName: "School membership",
  benefits: [],
  covers: "itself",
  graceDays: 30,
  netPence: 25_000,
};

let ctx: TestCtx;
const until = (day: string) =>
  ctx.clock.moveSeconds((Date.parse(`${day}T06:30:00Z`) - Date.parse(ctx.clock.now())) / 1000);
const reminders = () =>
  published(ctx).filter(({ type }) => /renewal-due|membership-in-grace|membership-lapsed/.test(type));
const steps = () => reminders().map(({ type, data }) => (data as { step?: number }).step ?? type.split("-").at(-1));
const put = (...terms: Term[]) => commit(ctx, { put: terms.flatMap((term) => termPuts(term, 1)) });
const person = (personId: string, role: "lead" | "finance" | "colleague", end?: string) =>
  affiliationPut({ personId, organisationId, role, from: "2026-11-21", ...(end ? { until: end } : {}) }, 1);

beforeEach(async () => {
  ctx = testCtx(system("membership"));
  await put(sold);
  await commit(ctx, { put: [person(lead, "lead"), person("per_colleague", "colleague")] });
});

async function runEveryNight(from: string, to: string, times = 1): Promise<void> {
  for (until(from); ctx.clock.now().slice(0, 10) <= to; ctx.clock.moveSeconds(86_400)) {
    for (let time = 0; time < times; time++) await remindAboutTerms(ctx);
  }
}

describe("a year of nights", () => {
  test("tells each step once, on school days, to who can act", async () => {
    await runEveryNight("2027-04-01", "2027-12-01");
    expect(reminders().map(({ occurredAt, type }) => `${occurredAt.slice(0, 10)} ${type}`)).toEqual([
      "2027-05-28 membership.renewal-due",
      "2027-07-20 membership.renewal-due",
      "2027-09-03 membership.membership-in-grace",
      "2027-10-01 membership.membership-lapsed",
    ]);
    expect(steps()).toEqual([90, 7, "grace", "lapsed"]);
    expect(reminders()[0]).toMatchObject({
      about: organisationId,
      data: { endsOn: "2027-08-31", graceUntil: "2027-09-30", isBeingRenewed: false, recipients: [{ personId: lead }] },
    });
  });

  test("in which the run comes ten times, in a row and at once, tells nothing twice", async () => {
    await runEveryNight("2027-05-27", "2027-06-02", 10);
    await Promise.all(Array.from({ length: 10 }, () => remindAboutTerms(ctx)));
    expect(steps()).toEqual([90]);
  });

  test("of which three were missed is caught up with one letter", async () => {
    await runEveryNight("2027-05-20", "2027-05-27");
    await runEveryNight("2027-07-22", "2027-07-25");
    expect(steps()).toEqual([7]);
  });
});

describe("whoever need not be told is not", () => {
  const renewal: Term = {
    ...sold,
    membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EH",
    renewalOf: sold.membershipId,
    academicYear: "2027-28",
    startsOn: "2027-09-01",
    endsOn: "2028-08-31",
  };

  test("a membership that was renewed", async () => {
    await put(renewal);
    await runEveryNight("2027-05-20", "2027-10-20");
    expect(reminders()).toEqual([]);
  });

  test("a renewal that waits for its payment, until the grace begins: then it says so", async () => {
    await put({ ...renewal, status: "pending" });
    await runEveryNight("2027-05-20", "2027-09-05");
    expect(reminders()).toMatchObject([{ type: "membership.membership-in-grace", data: { isBeingRenewed: true } }]);
  });

  test("somebody whose role has ended", async () => {
    await commit(ctx, { put: [person("per_gone", "finance", "2027-03-01"), person("per_money", "finance")] });
    await runEveryNight("2027-05-27", "2027-05-28");
    expect(reminders()[0]?.data).toMatchObject({ recipients: [{ personId: "per_money" }, { personId: lead }] });
  });
});

test("where nobody has an account, those who were named are told; where nobody was, staff see it", async () => {
  const other = "org_01KAK3F0Q8J5W2M7X9B4C6D8EJ";
  ctx = testCtx(system("membership"));
  await put({ ...sold, organisationId: other });
  const contact = { organisationId: other, name: "Bea", email: "bursar@school.example", createdAt: ctx.clock.now() };
  await commit(ctx, {
    put: [
      contactPut({ ...contact, contactId: "con_1", role: "finance" }, 1),
      contactPut({ ...contact, contactId: "con_2", role: "colleague" }, 1),
    ],
  });
  until("2027-05-28");
  await remindAboutTerms(ctx);
  expect(reminders()[0]?.data).toMatchObject({ recipients: [{ contactId: "con_1" }] });
  ctx = testCtx(system("membership"));
  await put(sold);
  until("2027-05-28");
  await remindAboutTerms(ctx);
  expect(reminders()[0]?.data).toMatchObject({ recipients: [] });
  expect(ctx.log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
});

test("a term that cannot be told fails the run at its end, and keeps nobody else waiting", async () => {
  await put({
    ...sold,
    organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EK",
    membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EK",
  });
  const broken = { pk: "organisation-people#org_01KAK3F0Q8J5W2M7X9B4C6D8EK", sk: "affiliation#lead#x" };
  await commit(ctx, {
    put: [{ key: { pk: "x", sk: "x" }, entity: "affiliation", version: 1, data: {}, gsi1: broken }],
  });
  until("2027-05-28");
  await expect(remindAboutTerms(ctx)).rejects.toThrow("1 terms could not be told about");
  expect(steps()).toEqual([90]);
});

test("the schedule's message runs it, and one that nobody knows is refused", async () => {
  until("2027-05-28");
  const notice = (name: string) => ({ "detail-type": `membership.${name}`, detail: { executionId: "exe_1" } });
  await scheduled(notice("remind-about-terms"), () => workerCtx(as(ctx, system("membership")) as TestCtx));
  expect(steps()).toEqual([90]);
  expect(() => scheduled(notice("nothing"), () => workerCtx(ctx))).toThrow("nothing runs by the schedule");
});
