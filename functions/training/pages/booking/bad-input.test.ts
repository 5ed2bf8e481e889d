import { affiliationPut, personPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../../bookings/testing-school.ts";
import { booked, bookingOf, deliver, held, ours, paidBy, wish } from "../../bookings/testing-world.ts";
import { sessionPuts } from "../../keys/session.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, onlineSession, putSession, roomSession } from "../../test-world.ts";
import { confirmBooking } from "../../use-cases/confirm-booking.ts";
import { joinQueue } from "../../use-cases/join-queue.ts";
import { sweepHolds } from "../../use-cases/sweep-holds.ts";
import { withdrawBooking } from "../../use-cases/withdraw-booking.ts";

type Browser = Awaited<ReturnType<typeof browserOf>>;

let ctx: TestCtx;
let browser: Browser;
beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  const role = { organisationId, role: "colleague", from: "2026-09-01" } as const;
  await commit(ctx, { put: [affiliationPut({ ...role, personId: booker.personId }, 1)] });
  browser = await browserOf(ctx, booker);
});

let once = 0;
const asked = (places: string, shown = `${organisationId}=5000/0 other=5000/0`) => ({
  ...{ organisation: organisationId, poolId: "online", places, included: "use", shown },
  onceKey: `once-bad-input-${++once}`,
});

/** Everything that lies in the table but for what the idempotency of forms writes. */
const contents = () =>
  JSON.stringify([...ctx.table.items.values()].filter(({ entity }) => entity.startsWith("training.")));

/** Sends it, and sees that it changed nothing. */
async function refused(path: string, fields: Record<string, string>, from = browser) {
  const before = contents();
  const reply = await from.submit(path, fields);
  expect(contents()).toBe(before);
  return reply;
}

const ended = async (session: Session, status: Session["status"]) =>
  commit(ctx, { put: sessionPuts({ ...session, status }, 2) });

describe("what cannot be booked is refused in words, and changes nothing", () => {
  it("a session that has begun, has closed, or was cancelled", async () => {
    const past = await putSession(ctx);
    const off = await putSession(ctx, onlineSession({ title: "Partnerships on ice" }));
    await ended(off, "cancelled");
    const reply = await refused(`/training/${off.sessionId}/book`, asked("1"));
    expect([reply.status, reply.text]).toEqual([410, expect.stringContaining("has been cancelled")]);
    ctx.clock.moveSeconds(61 * 86_400);
    browser = await browserOf(ctx, booker);
    const late = await refused(`/training/${past.sessionId}/book`, asked("1"));
    expect([late.status, late.text]).toEqual([410, expect.stringMatching(/has begun or is over|has closed/)]);
    expect((await browser.get(`/training/${past.sessionId}/queue`)).status).toBe(410);
  });

  it.each([
    ["0", "Book at least one place"],
    ["500", "Enter how many places, as a number such as 2"],
    ["31", "A booking is of at most 30 places"],
    ["-1", "Enter how many places, as a number such as 2"],
  ])("%s delegates", async (places, message) => {
    const { sessionId } = await putSession(ctx);
    const reply = await refused(`/training/${sessionId}/book`, asked(places));
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(message)]);
    expect(reply.text).toContain(`value="${places}"`);
  });

  it("a price that changed in between", async () => {
    const session = await putSession(ctx);
    await commit(ctx, { put: sessionPuts({ ...session, price: { listNetPence: 6_000 } }, 2) });
    const reply = await refused(`/training/${session.sessionId}/book`, asked("2"));
    expect(reply.text).toContain(
      "The price was £100.00 when we showed it and is £120.00 now, without VAT. Nothing was",
    );
  });

  it("the same person twice, in one booking and in two", async () => {
    const session = await putSession(ctx);
    const first = await held(ctx, booker, ours(session, 2));
    const path = `/training/bookings/${first.bookingId}`;
    const pay = { shownNetPence: "10000", payment: "invoice", purchaseOrderNumber: "PO-1", billToName: "Us" };
    const twice = await refused(path, { ...pay, "who-1": "me", "who-2": "me" });
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining("Each person can have one place")]);
    await browser.submit(path, { ...pay, "who-1": "me", "who-2": "to-follow" });
    const second = await held(ctx, booker, ours(session, 1));
    const again = await refused(`/training/bookings/${second.bookingId}`, {
      ...{ ...pay, shownNetPence: "5000", "who-1": "me" },
    });
    expect(again.status).toBe(422);
    expect(again.text).toContain("has a place at this session already: place 1 of the booking of 21 November 2026");
  });

  it("a colleague who is none, and no colleague chosen", async () => {
    const { bookingId } = await booked(ctx, await putSession(ctx));
    const path = `/training/bookings/${bookingId}/names`;
    const elsewhere = { "who-1": "colleague", "colleague-1": "per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" };
    expect((await refused(path, elsewhere)).text).toContain("We cannot find that colleague at your organisation");
    expect((await refused(path, { ...elsewhere, "colleague-1": "" })).text).toContain("Place 1: choose a colleague");
  });

  it("somebody else's booking: to others it does not exist", async () => {
    const { bookingId } = await booked(ctx, await putSession(ctx), 1, stranger());
    const path = `/training/bookings/${bookingId}`;
    expect((await browser.get(path)).status).toBe(404);
    for (const [what, fields] of [
      ["", { "who-1": "me", shownNetPence: "5000" }],
      ["/withdraw", {}],
      ["/names", { "who-1": "me" }],
    ] as const) {
      expect((await refused(`${path}${what}`, fields)).status).toBe(404);
    }
  });

  it("an offer that ran out", async () => {
    const session = await putSession(ctx, roomSession(1));
    const first = await held(ctx, stranger(), wish(session));
    const { sessionId } = session;
    await joinQueue(as(ctx, booker), { sessionId, poolId: "room", places: 1, all: false, organisationId });
    await withdrawBooking(as(ctx, stranger()), first.bookingId);
    await deliver(ctx);
    const list = await browser.get("/portal/training");
    const path = /\/training\/bookings\/bkg_\w+/.exec(list.text)?.[0] ?? "";
    expect((await browser.get(path)).text).toContain("Take up your places");
    ctx.clock.moveSeconds(20 * 86_400);
    browser = await browserOf(ctx, booker);
    await sweepHolds(as(ctx, { kind: "system", context: "training" }));
    const reply = await refused(path, { "who-1": "me", shownNetPence: "5000", payment: "card", billToName: "Us" });
    expect([reply.status, reply.headers.get("location")]).toEqual([303, path]);
    const page = await browser.get(path);
    expect(page.text).toContain("The time for this booking ran out");
  });
});

describe("who comes, and what it costs", () => {
  it("may be a colleague with an account, chosen by name", async () => {
    const personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8CC";
    const at = ctx.clock.now();
    await commit(ctx, {
      put: [
        affiliationPut({ personId, organisationId, role: "colleague", from: "2026-01-01" }, 1),
        personPut({ personId, name: "Cora Colleague", email: "cora@harbour.example", registeredAt: at }, 1),
      ],
    });
    const { bookingId } = await held(ctx, booker, ours(await putSession(ctx), 1));
    const path = `/training/bookings/${bookingId}`;
    expect((await browser.get(path)).text).toContain(`<option value="${personId}">Cora Colleague</option>`);
    const named = { "who-1": "colleague", "colleague-1": personId };
    const pay = { shownNetPence: "5000", payment: "invoice", purchaseOrderNumber: "PO-1", billToName: "Us" };
    expect((await browser.submit(path, { ...named, ...pay })).status).toBe(303);
    expect((await browser.get(path)).text).toContain("Cora Colleague");
    expect(bookingOf(ctx, bookingId).places[0]?.delegate).toEqual({ personId });
  });

  it("links the booking's invoice for those who may open it, and says where it went to others", async () => {
    const session = await putSession(ctx);
    const own = await booked(ctx, session, 1, stranger());
    const issued = paidBy(own.bookingId);
    await confirmBooking(as(ctx, staffMember()), { ...issued, data: { ...issued.data, payment: "invoice" } });
    const page = await (await browserOf(ctx, stranger())).get(`/training/bookings/${own.bookingId}`);
    expect(page.text).toContain(`href="/portal/invoices/${issued.data.invoiceId}"`);
    const ofSchool = await held(ctx, booker, ours(session, 1));
    const pay = { shownNetPence: "5000", payment: "invoice", purchaseOrderNumber: "PO-1", billToName: "Us" };
    await browser.submit(`/training/bookings/${ofSchool.bookingId}`, { "who-1": "to-follow", ...pay });
    const { text } = await browser.get(`/training/bookings/${ofSchool.bookingId}`);
    expect(text).toContain("It goes to whoever pays for Harbour View Primary School, by email");
  });
});
