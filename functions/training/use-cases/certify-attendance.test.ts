import { affiliationPut } from "@alliance/auth";
import { membership } from "@alliance/events";
import { commit } from "@alliance/store";
import { as, eventOf, person, published, system } from "@alliance/testing";
import { beforeEach, describe, expect, it, test } from "vitest";
import { type Day, putPerson, theDay, trainer } from "../attendance/testing-day.ts";
import { booker } from "../bookings/testing-school.ts";
import { deliver, eventsOf } from "../bookings/testing-world.ts";
import { Certificate, codeInWords } from "../schema/certificate.ts";
import { certifyAttendance } from "./certify-attendance.ts";
import { closeRegister } from "./close-register.ts";
import { forgetNames } from "./forget-names.ts";
import { markAttendance } from "./mark-attendance.ts";
import { nameAtTheDoor } from "./name-at-the-door.ts";
import { readCertificate } from "./read-certificate.ts";
import { claimCertificate, readRecord } from "./read-record.ts";

const ben = person("per_01KAK3F0Q8J5W2M7X9B4C6D8BN");

let day: Day;
let taps = 0;
beforeEach(async () => {
  day = await theDay();
  for (const place of [0, 1, 2]) await mark(place, "present");
  await closeRegister(as(day.ctx, trainer), day.session.sessionId);
  await deliver(day.ctx);
});

const mark = (place: number, what: "present" | "absent") =>
  markAttendance(as(day.ctx, trainer), day.session.sessionId, [
    { placeId: day.placeIds[place] ?? "", mark: what, tapId: `tap-1000${taps++}`, secondsAgo: 0 },
  ]);
const certificates = (): Certificate[] =>
  [...day.ctx.table.items.values()]
    .filter(({ entity }) => entity === "training.certificate")
    .map(({ data }) => Certificate.parse(data))
    .sort((a, b) => (a.placeId < b.placeId ? -1 : 1));
const recordOf = (actor = booker) => readRecord(as(day.ctx, actor));

describe("a certificate", () => {
  it("is made for whoever was there and is known, once, however often it is told; no event bears its code or a name", async () => {
    for (const { data } of eventsOf(day.ctx, "session-attended")) {
      await certifyAttendance(as(day.ctx, system("training")), { data } as never);
    }
    expect(certificates().map(({ printedName, hours, title }) => [printedName, hours, title])).toEqual([
      ["Ada Booker", 1.25, day.session.title],
      ["Ben Delegate", 1.25, day.session.title],
    ]);
    expect(eventsOf(day.ctx, "certificate-issued")).toHaveLength(2);
    const told = JSON.stringify(published(day.ctx));
    for (const { code } of certificates()) expect(told).not.toContain(code);
    expect(told).not.toMatch(/Ada|Ben |example\.org/);
  });

  it("is found by its code as people type it, and by no other", async () => {
    const [{ code } = { code: "" }] = certificates();
    expect((await readCertificate(day.ctx, ` ${codeInWords(code).toLowerCase()} `)).printedName).toBe("Ada Booker");
    for (const typed of ["", "ZZZZ-ZZZZ-ZZZZ", "<script>", code.slice(1), `${code}0`]) {
      await expect(readCertificate(day.ctx, typed)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  it("is withdrawn where they were not there after all, and valid again where that was wrong", async () => {
    await mark(0, "absent");
    await deliver(day.ctx);
    expect(certificates()[0]).toMatchObject({ status: "withdrawn", changedAt: expect.anything() });
    expect((await recordOf()).hours).toBe(0);
    await mark(0, "present");
    await deliver(day.ctx);
    expect(certificates()).toHaveLength(2);
    expect(certificates()[0]?.status).toBe("valid");
  });

  it("follows what is true, in whichever order it is told", async () => {
    await mark(0, "absent");
    await mark(0, "present");
    await mark(0, "absent");
    const news = [...eventsOf(day.ctx, "session-attended"), ...eventsOf(day.ctx, "attendance-corrected")].reverse();
    for (const { data } of news) await certifyAttendance(as(day.ctx, system("training")), { data } as never);
    expect(certificates()[0]?.status).toBe("withdrawn");
  });

  it("goes to whoever it really was, and the other one is withdrawn", async () => {
    const naming = { placeId: day.placeIds[1], name: "Sam Other", email: "sam@example.org" };
    await nameAtTheDoor(as(day.ctx, trainer), day.session.sessionId, naming);
    await deliver(day.ctx);
    expect(certificates().map(({ printedName, status }) => `${printedName}: ${status}`)).toEqual([
      "Ada Booker: valid",
      "Ben Delegate: withdrawn",
      "Sam Other: valid",
    ]);
  });

  it("two that are made at once for a place are one", async () => {
    const naming = { placeId: day.placeIds[2], name: "Una New", email: "una@example.org" };
    await nameAtTheDoor(as(day.ctx, trainer), day.session.sessionId, naming);
    const [told] = eventsOf(day.ctx, "session-attended").slice(-1);
    const certify = () => certifyAttendance(as(day.ctx, system("training")), { data: told?.data } as never);
    await Promise.all([certify(), certify()]);
    expect(certificates().filter(({ printedName }) => printedName === "Una New")).toHaveLength(1);
  });
});

describe("a record", () => {
  it("is a person's own, by academic year, whichever school they work at now", async () => {
    const elsewhere = {
      personId: booker.personId,
      organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EH",
      role: "lead",
    } as const;
    await commit(day.ctx, { put: [affiliationPut({ ...elsewhere, from: "2027-01-01" }, 1)] });
    const { name, hours, years } = await recordOf(person(booker.personId));
    expect([name, hours]).toEqual(["Ada Booker", 1.25]);
    expect(years.map(({ academicYear, entries }) => [academicYear, entries.length])).toEqual([["2026-27", 1]]);
    expect(years[0]?.entries[0]?.organisationName).toBe("Harbour View Primary School");
  });

  it("has what somebody attended before they had an account, once the address is shown to be theirs", async () => {
    await putPerson(day.ctx, ben.personId, "ben  DELEGATE", "Ben@example.org");
    expect(await recordOf(ben)).toMatchObject({ hours: 1.25, unclaimed: [] });
  });

  it("asks where an address was used under another name, and keeps what is claimed", async () => {
    await putPerson(day.ctx, ben.personId, "Benedict Delegate-Smith", "ben@example.org");
    const { hours, unclaimed } = await recordOf(ben);
    expect([hours, unclaimed.map(({ printedName }) => printedName)]).toEqual([0, ["Ben Delegate"]]);
    const code = unclaimed[0]?.code ?? "";
    await Promise.all([claimCertificate(as(day.ctx, ben), code), claimCertificate(as(day.ctx, ben), code)]);
    expect(await recordOf(ben)).toMatchObject({ hours: 1.25, unclaimed: [] });
    expect(eventsOf(day.ctx, "certificate-claimed")).toHaveLength(1);
  });

  it("is refused to nobody's account, and nobody claims what went to somebody else", async () => {
    const [ada] = certificates();
    await putPerson(day.ctx, ben.personId, "Ben Delegate", "ben@example.org");
    await expect(claimCertificate(as(day.ctx, ben), ada?.code ?? "")).rejects.toMatchObject({ code: "not-found" });
    await expect(claimCertificate(as(day.ctx, ben), "000000000000")).rejects.toMatchObject({ code: "not-found" });
    await expect(readRecord({ ...day.ctx, actor: { kind: "anonymous" } })).rejects.toMatchObject({
      code: "not-signed-in",
    });
  });
});

test("whoever is erased is named on no certificate any more, told once or twice; others keep theirs", async () => {
  const decided = (outcome: "approved" | "refused") =>
    eventOf(membership.erasureDecided, { personId: booker.personId, outcome, reason: "data-protection" });
  const ctx = as(day.ctx, system("training"));
  expect(await forgetNames(ctx, decided("refused"))).toBe(0);
  expect(await forgetNames(ctx, decided("approved"))).toBe(1);
  expect(await forgetNames(ctx, decided("approved"))).toBe(0);
  expect(certificates().map(({ printedName, status }) => [printedName, status])).toEqual([
    [undefined, "valid"],
    ["Ben Delegate", "valid"],
  ]);
});
