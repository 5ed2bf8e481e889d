import { staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { stranger } from "../../bookings/testing-school.ts";
import { booked, deliver, trainingCtx } from "../../bookings/testing-world.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, onlineSession, putSession, roomSession } from "../../test-world.ts";
import { currentSession } from "../../use-cases/read-desk.ts";

let ctx: TestCtx;
let session: Session;
let browser: Awaited<ReturnType<typeof browserOf>>;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(40));
  browser = await browserOf(ctx, staffMember());
});

const at = (what: string) => `/console/training/sessions/${session.sessionId}/${what}`;
const to = (day: string, more: Record<string, string> = {}) => ({
  ...Object.fromEntries(["year", "month", "day"].map((part, n) => [`starts-${part}`, day.split("-")[n] ?? ""])),
  ...{ startTime: "13:00", endTime: "16:00", closes: "start", basedOn: "1" },
  ...{ venueName: "Harbour Hall", venueAddress: "Quay Street\nSeaham", venuePostcode: "SR7 0AA" },
  reason: "The hall is needed for an examination.",
  ...more,
});

it("says whom it concerns before anything moves, and how far telling them has come afterwards", async () => {
  await booked(ctx, session, 3, stranger(1));
  await booked(ctx, session, 1, stranger(2));
  const page = await browser.get(at("move"));
  expect(page.text).toContain("2 bookings with 4 places, none of them named");
  expect(page.text).toContain("cancel by 7 December 2026 for all");
  const reply = await browser.submit(at("move"), to("2027-03-28"));
  expect(reply.headers.get("location")).toBe(`/console/training/sessions/${session.sessionId}?done=moved`);
  await deliver(ctx);
  const desk = await browser.get(reply.headers.get("location") ?? "");
  expect(desk.text).toContain("Sunday 28 March 2027, 13:00 to 16:00");
  expect(desk.text).toContain("It was Wednesday 20 January 2027, 15:45 to 17:00. The hall is needed");
  expect(desk.text).toContain("2 bookings with 4 places");
});

it("says at its field what is wrong, keeps what was typed, and moves nothing", async () => {
  const wrong: readonly [Record<string, string>, string][] = [
    [to("2026-01-01"), "starts"],
    [to("2027-02-31"), "starts"],
    [to("2027-03-28", { startTime: "01:30" }), "starts"],
    [to("2027-03-28", { endTime: "12:00" }), "endTime"],
    [to("2027-03-28", { reason: "short" }), "reason"],
    [to("2027-03-28", { venueName: "" }), "venueName"],
    [to("2027-03-28", { basedOn: "x" }), "basedOn"],
    [to("2027-03-28", { basedOn: "7" }), "reason"],
  ];
  for (const [fields, field] of wrong) {
    const reply = await browser.submit(at("move"), fields);
    expect(reply.status, field).toBe(422);
    expect(reply.text, field).toContain(`href="#${field}"`);
    expect(reply.text).toContain(`>${fields.reason}</textarea>`);
  }
  expect((await currentSession(ctx, session.sessionId)).version).toBe(1);
});

it("moves an online session with its new link, without asking for a venue", async () => {
  session = await putSession(ctx, onlineSession({ online: { link: "https://meet.example/a" } }));
  expect((await browser.get(at("move"))).text).not.toContain("Name of the venue");
  const { venueName: _, venueAddress: __, venuePostcode: ___, ...fields } = to("2027-10-31");
  await browser.submit(at("move"), { ...fields, onlineLink: "https://meet.example/b" });
  const after = await currentSession(ctx, session.sessionId);
  expect(after.data).toMatchObject({
    startsAt: "2027-10-31T13:00:00.000Z",
    online: { link: "https://meet.example/b" },
  });
});

it("cancels after saying what it means, once, and tells whoever comes later that it is off", async () => {
  const { bookingId } = await booked(ctx, session, 2, stranger(1));
  expect((await browser.get(at("cancel"))).text).toContain("1 booking with 2 places");
  expect((await browser.submit(at("cancel"), { basedOn: "1", reason: "" })).status).toBe(422);
  const reply = await browser.submit(at("cancel"), { basedOn: "1", reason: "The speaker is ill." });
  expect(reply.status).toBe(303);
  await deliver(ctx);
  expect((await browser.get(reply.headers.get("location") ?? "")).text).toContain("Ended because it is cancelled");
  expect((await browser.submit(at("cancel"), { basedOn: "2", reason: "The speaker is ill." })).status).toBe(410);
  const theirs = await browserOf(ctx, stranger(1));
  const page = await theirs.get(`/training/bookings/${bookingId}`);
  expect(page.text).toContain("We had to cancel this session");
  expect(page.text).toContain("The speaker is ill.");
});

it("shows whoever booked that it moved, and credits all of it to who cannot come then", async () => {
  session = await putSession(ctx, roomSession(5, { cancellationLadder: [] }));
  const { bookingId } = await booked(ctx, session, 1, stranger(1));
  await browser.submit(at("move"), to("2027-03-28"));
  const theirs = await browserOf(ctx, stranger(1));
  expect((await theirs.get(`/training/bookings/${bookingId}`)).text).toMatch(
    /It was Wednesday 20 January 2027.*cancel by 7 December 2026: all of the price is credited/s,
  );
  const cancel = `/training/bookings/${bookingId}/cancel/${session.sessionId}`;
  const fields = { places: `${bookingId}-1`, shownCreditPercent: "100" };
  expect((await theirs.submit(cancel, fields)).headers.get("location")).toMatch(/done=cancelled$/);
});

it("is not there for a draft", async () => {
  session = await putSession(ctx, roomSession(), { status: "draft" });
  for (const what of ["move", "cancel"]) expect((await browser.get(at(what))).status).toBe(409);
});
