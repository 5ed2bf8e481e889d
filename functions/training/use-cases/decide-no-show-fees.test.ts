import { as, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type Day, theDay, trainer } from "../attendance/testing-day.ts";
import { deliver, eventsOf } from "../bookings/testing-world.ts";
import { browserOf } from "../test-world.ts";
import { closeRegister } from "./close-register.ts";
import { chargeNoShows, readNoShows, waiveNoShow } from "./decide-no-show-fees.ts";
import { markAttendance } from "./mark-attendance.ts";

let day: Day;
let taps = 0;
beforeEach(async () => {
  day = await theDay({ noShowFeePence: 2_000 });
  await mark(0, "present");
});

const mark = (place: number, what: "present" | "absent") =>
  markAttendance(as(day.ctx, trainer), day.session.sessionId, [
    { placeId: day.placeIds[place] ?? "", mark: what, tapId: `tap-4000${taps++}`, secondsAgo: 0 },
  ]);
const close = async () => {
  await closeRegister(as(day.ctx, trainer), day.session.sessionId);
  await deliver(day.ctx);
};
const staff = () => as(day.ctx, staffMember());
const charge = () => chargeNoShows(staff(), day.session.sessionId);
const waive = (place: number, reason = "The train did not run") =>
  waiveNoShow(staff(), day.session.sessionId, day.placeIds[place] ?? "", reason);
const standing = async () =>
  (await readNoShows(staff(), day.session.sessionId)).noShows.map(({ fee, wasThere }) => [fee?.status, wasThere]);

describe("the fee for places nobody came to", () => {
  it("is charged once a place, with its VAT, to whoever booked; not for who came, and not before the register is closed", async () => {
    expect(await charge()).toBe(0);
    await close();
    await Promise.all([charge(), charge()]);
    await charge();
    const told = eventsOf(day.ctx, "no-show-charged");
    expect(told.map(({ data }) => (data as { placeId: string }).placeId).sort()).toEqual(day.placeIds.slice(1));
    expect(told[0]?.data).toMatchObject({
      ...{ organisationId: day.booking.organisationId, billTo: { name: "Harbour View Primary School" } },
      lines: [{ netPence: 2_000, vatRatePercent: 20, vatTreatment: "standard", serviceFrom: "2027-01-20" }],
    });
    expect(await standing()).toEqual([
      ["charged", false],
      ["charged", false],
    ]);
  });

  it("is waived with a reason, before it is charged or after, and charged no more", async () => {
    await close();
    await waive(1);
    expect(await charge()).toBe(1);
    await waive(2);
    await waive(2);
    expect(eventsOf(day.ctx, "no-show-waived").map(({ data }) => (data as { wasCharged: boolean }).wasCharged)).toEqual(
      [false, true],
    );
    expect(await charge()).toBe(0);
  });

  it("of somebody who had been there after all is shown, to be given back", async () => {
    await close();
    await charge();
    await mark(1, "present");
    expect(await standing()).toEqual(expect.arrayContaining([["charged", true]]));
  });

  it("is refused without a reason, for a place with no fee, to others, and where the session has none", async () => {
    await close();
    await expect(waive(1, " ")).rejects.toMatchObject({ errors: [{ field: `reason-${day.placeIds[1]}` }] });
    await expect(waive(0)).rejects.toMatchObject({ code: "not-found" });
    await expect(chargeNoShows(as(day.ctx, trainer), day.session.sessionId)).rejects.toMatchObject({
      code: "not-allowed",
    });
    const free = await theDay();
    await closeRegister(as(free.ctx, trainer), free.session.sessionId);
    await deliver(free.ctx);
    await expect(chargeNoShows(as(free.ctx, staffMember()), free.session.sessionId)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("two who decide at once about a place come to one decision", async () => {
    await close();
    await Promise.all([charge(), waive(1), waive(2)]);
    expect(await standing()).toEqual([
      ["waived", false],
      ["waived", false],
    ]);
  });

  it("is decided on a page of the session's desk", async () => {
    await close();
    const browser = await browserOf(day.ctx, staffMember());
    const path = `/console/training/sessions/${day.session.sessionId}/no-shows`;
    expect((await browser.get(path)).text).toContain("Charge 2 fees");
    const placeId = day.placeIds[1];
    const refused = await browser.submit(`${path}/waive`, { placeId, [`reason-${placeId}`]: "" });
    expect([refused.status, refused.text.includes("Say why the fee is waived")]).toEqual([422, true]);
    expect((await browser.submit(`${path}/waive`, { placeId, [`reason-${placeId}`]: "Ill" })).status).toBe(303);
    expect((await browser.submit(`${path}/charge`, {})).status).toBe(303);
    const { text } = await browser.get(`${path}?done=charged`);
    for (const words of ["Charged", "Waived", "Ill"]) expect(text).toContain(words);
  });
});
