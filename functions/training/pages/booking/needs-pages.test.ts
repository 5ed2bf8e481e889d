import { staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { putSchool, stranger } from "../../bookings/testing-school.ts";
import { held, wish } from "../../bookings/testing-world.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, putSession, roomSession } from "../../test-world.ts";

let ctx: TestCtx;
let session: Session;
let path: string;
beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(5));
  path = `/training/bookings/${(await held(ctx, stranger(), wish(session, 2))).bookingId}`;
});

const pay = { shownNetPence: "10000", payment: "invoice", purchaseOrderNumber: "PO-1", billToName: "Us" };

it("asks what somebody needs when they are named, says why, and shows it to who booked and who prepares", async () => {
  const browser = await browserOf(ctx, stranger());
  const form = await browser.get(path);
  expect(form.text).toContain("Only those who run this session see it, and we delete it 14 days after the session");
  const who = { "who-1": "me", "needs-1": "Step-free access, please", "who-2": "to-follow", "needs-2": "" };
  expect((await browser.submit(path, { ...who, ...pay })).status).toBe(303);
  expect((await browser.get(path)).text).toContain("Needs: Step-free access, please");
  const staff = await browserOf(ctx, staffMember());
  const desk = `/console/training/sessions/${session.sessionId}`;
  expect((await staff.get(desk)).text).toContain(`${desk}/needs`);
  const shown = await staff.get(`${desk}/needs`);
  expect(shown.text).toContain("Step-free access, please");
  expect(shown.text).toContain("Tell a venue what is needed, not who needs it");
  expect((await browser.get(`${desk}/needs`)).status).toBe(403);
  await browser.submit(`${path}/names`, { "who-1": "same", "needs-1": "", "who-2": "to-follow" });
  expect((await staff.get(`${desk}/needs`)).text).toContain("Nobody has said that they need anything");
});

it.each([
  ["of nobody yet", { "who-1": "to-follow", "needs-1": "Captions" }, "Say who comes before you say what they need"],
  ["as long as a letter", { "who-1": "me", "needs-1": "a".repeat(501) }, "Place 1: use at most 500 characters"],
])("refuses needs %s, and keeps what was typed", async (_, typed, message) => {
  const browser = await browserOf(ctx, stranger());
  const reply = await browser.submit(path, { ...typed, "who-2": "to-follow", ...pay });
  expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(message)]);
  expect(reply.text).toContain(typed["needs-1"]);
});
