import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, type TestCtx, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../../bookings/testing-school.ts";
import { bookingOf, deliver, eventsOf } from "../../bookings/testing-world.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, onlineSession, putSession, roomSession } from "../../test-world.ts";

const billTo = { billToName: "Harbour View Primary School", billToAddress: "Quay Street\r\nSeaham" };
const toFollow = { "who-1": "to-follow" };
const paid = { payment: "invoice", purchaseOrderNumber: "PO-17", ...billTo };

async function world(benefit?: Parameters<typeof putSchool>[1]): Promise<TestCtx> {
  const ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx, benefit);
  const affiliation = { personId: booker.personId, organisationId, role: "colleague", from: "2026-09-01" } as const;
  await commit(ctx, { put: [affiliationPut(affiliation, 1)] });
  return ctx;
}

const hiddenOf = (text: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";

let once = 0;
type Browser = Awaited<ReturnType<typeof browserOf>>;

/** Fills in the form to book with, as it was shown. */
async function hold(browser: Browser, { sessionId, pools }: Session, more: Record<string, string> = {}) {
  const path = `/training/${sessionId}/book`;
  const shown = hiddenOf((await browser.get(path)).text, "shown");
  return browser.submit(path, {
    ...{ organisation: organisationId, poolId: pools[0]?.poolId ?? "room", places: "1", included: "use", shown },
    ...{ onceKey: `once-booking-${++once}`, ...more },
  });
}

const pathOf = (reply: { headers: Headers }): string => reply.headers.get("location") ?? "";
const idIn = (path: string): string => /bkg_\w+/.exec(path)?.[0] ?? "";

describe("the pages that places are booked with", () => {
  it("hold places, name who comes, and confirm by purchase order", async () => {
    const ctx = await world();
    const session = await putSession(ctx, roomSession());
    const browser = await browserOf(ctx, booker);
    expect((await browser.get(`/training/${session.sessionId}`)).text).toMatch(/\/book"[^>]*>Book places/);
    const held = await hold(browser, session, { places: "2" });
    expect([held.status, pathOf(held)]).toEqual([303, expect.stringMatching(/^\/training\/bookings\/bkg_/)]);
    const shown = await browser.get(pathOf(held));
    expect(shown.text).toContain("We hold 2 places for you.");
    expect(shown.text).toContain("£120.00 with VAT");
    const done = await browser.submit(pathOf(held), {
      ...{ "who-1": "me", "who-2": "somebody", "name-2": "Bea Other", "email-2": "bea@harbour.example" },
      ...{ shownNetPence: hiddenOf(shown.text, "shownNetPence"), ...paid },
    });
    expect([done.status, pathOf(done)]).toEqual([303, `${pathOf(held)}?done=confirmed`]);
    const confirmed = await browser.get(pathOf(done));
    expect(confirmed.text).toContain("Bea Other");
    expect(confirmed.text).toContain("By invoice, purchase order PO-17");
    expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({
      billTo: { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham"] },
    });
  });

  it("lead to the payment page by card, and back while the payment is awaited", async () => {
    const ctx = await world();
    const browser = await browserOf(ctx, booker);
    const path = pathOf(await hold(browser, await putSession(ctx)));
    const placed = await browser.submit(path, { ...toFollow, shownNetPence: "5000", payment: "card", ...billTo });
    expect(pathOf(placed)).toBe(`/pay/${idIn(path)}`);
    expect((await browser.get(path)).text).toContain("waits for its payment");
  });

  it("ask for no payment where the membership includes the places, and let them be kept", async () => {
    const ctx = await world({ discountPercent: 50, allowance: { quantity: 2, unit: "places" } });
    const session = await putSession(ctx);
    const browser = await browserOf(ctx, booker);
    const form = await browser.get(`/training/${session.sessionId}/book`);
    expect(form.text).toContain("2 places in your membership not used yet");
    const kept = pathOf(await hold(browser, session, { included: "keep" }));
    const keptText = (await browser.get(kept)).text;
    expect(keptText).toContain("£30.00 with VAT");
    expect(keptText).toContain("The included places are kept for another session, so every place here is paid for.");
    const path = pathOf(await hold(browser, session, { places: "2" }));
    const held = await browser.get(path);
    expect(held.text).toContain("There is nothing to pay");
    expect(held.text).not.toContain("How is it paid?");
    expect(held.text).not.toContain("paid for");
    const beyond = (await browser.get(pathOf(await hold(browser, session)))).text;
    expect(beyond).toContain("Too few of the included places were left for all of these, so the others are paid for.");
    const done = await browser.submit(path, { ...toFollow, "who-2": "me", shownNetPence: "0" });
    expect(pathOf(done)).toBe(`${path}?done=confirmed`);
    expect(bookingOf(ctx, idIn(path))).toMatchObject({ status: "confirmed", payment: "free" });
  });

  it("say what a free session charges for empty places before they are booked, and that cancelling costs nothing", async () => {
    const ctx = await world();
    const session = await putSession(ctx, onlineSession({ price: { listNetPence: 0 }, noShowFeePence: 2_500 }));
    const browser = await browserOf(ctx, booker);
    const path = pathOf(await hold(browser, session));
    const held = await browser.get(path);
    expect(held.text).toMatch(/nobody has told us, we charge .{0,60}£25\.00/);
    await browser.submit(path, { ...toFollow, shownNetPence: "0" });
    const cancel = await browser.get(`${path}/cancel/${session.sessionId}`);
    expect(cancel.text).toContain("It costs nothing: please do");
    expect(cancel.text).not.toContain("credit note");
  });

  it("take the name of an organisation that we do not know, and ask for it where it is missing", async () => {
    const ctx = await world();
    const session = await putSession(ctx);
    const browser = await browserOf(ctx, stranger());
    const other = { organisation: "other" };
    const nameless = await hold(browser, session, other);
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain("Enter the name of your school or organisation");
    const path = pathOf(await hold(browser, session, { ...other, organisationName: "Cliff Top Trust" }));
    expect(bookingOf(ctx, idIn(path))).toMatchObject({ organisationName: "Cliff Top Trust", status: "held" });
  });

  it.each([
    ["no number", { places: "many" }, "Enter how many places"],
    ["too many", { places: "11" }, "Book at most 10 places"],
    ["no way to take part", { poolId: "balcony" }, "Choose how you take part"],
    ["another school", { organisation: "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" }, "Choose whom the places are for"],
  ])("keep what was typed and say what is wrong: %s", async (_, wrong, message) => {
    const ctx = await world();
    const reply = await hold(await browserOf(ctx, booker), await putSession(ctx), wrong);
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(message)]);
  });

  it("book nothing at another price than the one shown", async () => {
    const ctx = await world();
    const session = await putSession(ctx);
    const browser = await browserOf(ctx, booker);
    const reply = await hold(browser, session, { shown: `${organisationId}=4000/0` });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain("The price was £40.00 when we showed it and is £50.00 now");
    expect(hiddenOf(reply.text, "shown")).toContain(`${organisationId}=5000/0`);
    expect(await hold(browser, session)).toMatchObject({ status: 303 });
  });

  it("refuse to confirm without names, purchase order or payer that make sense, and keep the rest", async () => {
    const ctx = await world();
    const browser = await browserOf(ctx, booker);
    const path = pathOf(await hold(browser, await putSession(ctx), { places: "2" }));
    const typed = { "who-1": "somebody", "name-1": "", "email-1": "bea@", shownNetPence: "10000" };
    const reply = await browser.submit(path, { ...typed, "who-2": "me", payment: "invoice", billToName: "" });
    expect(reply.status).toBe(422);
    for (const message of ["Place 1: enter their name", "Enter the purchase order number", "Enter who pays"]) {
      expect(reply.text).toContain(message);
    }
    expect(reply.text).toContain('value="bea@"');
    const twice = await browser.submit(path, { "who-1": "me", "who-2": "me", shownNetPence: "10000", ...paid });
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('href="#who-2"')]);
    const unpaid = await browser.submit(path, { ...toFollow, shownNetPence: "10000", ...billTo });
    expect(unpaid.text).toContain("Choose how it is paid");
  });

  it("let go of places, say so, and answer for other people’s ids as for none", async () => {
    const ctx = await world();
    const session = await putSession(ctx);
    const browser = await browserOf(ctx, booker);
    const path = pathOf(await hold(browser, session));
    const other = await browserOf(ctx, stranger());
    for (const each of [path, `${path}/names`, `${path}/cancel/${session.sessionId}`]) {
      expect((await other.get(each)).status).toBe(404);
    }
    for (const each of [path, `${path}/names`, `${path}/withdraw`, `${path}/cancel/${session.sessionId}`]) {
      const fields = { "who-1": "me", shownNetPence: "5000", shownCreditPercent: "100", places: "x", ...paid };
      expect((await other.submit(each, each.endsWith("names") ? { "who-1": "me" } : fields)).status).toBe(404);
    }
    await browser.submit(`${path}/withdraw`, {});
    const gone = await browser.get(path);
    expect(gone.text).toContain("You let go of this booking");
    expect(gone.text).toContain("Book again");
    const late = await browser.submit(path, { ...toFollow, shownNetPence: "5000", ...paid });
    expect([late.status, pathOf(late)]).toEqual([303, path]);
  });

  it("lead whoever comes back to the form on to what they hold", async () => {
    const ctx = await world();
    const session = await putSession(ctx, roomSession(2));
    const browser = await browserOf(ctx, booker);
    const path = pathOf(await hold(browser, session, { places: "2" }));
    const form = await browser.get(`/training/${session.sessionId}/book`);
    const full = await hold(browser, session);
    expect(full.status).toBe(409);
    for (const { text } of [form, full]) {
      expect(text).toMatch(/You hold 2 places here until .*10:20/);
      expect(text).toContain(`href="${path}">Finish that booking, or let go of it`);
    }
    const others = await browserOf(ctx, stranger());
    expect((await others.get(`/training/${session.sessionId}/book`)).text).not.toContain("You hold");
    await browser.submit(`${path}/withdraw`, {});
    expect((await browser.get(`/training/${session.sessionId}/book`)).text).not.toContain("You hold");
  });

  it("say that a session is full, and how somebody waits and stops waiting", async () => {
    const ctx = await world();
    const session = await putSession(ctx, roomSession(1));
    const browser = await browserOf(ctx, booker);
    const path = `/training/${session.sessionId}/queue`;
    expect(pathOf(await browser.get(path))).toBe(`/training/${session.sessionId}/book`);
    const fewer = await hold(browser, session, { places: "2" });
    expect([fewer.status, fewer.text]).toEqual([409, expect.stringContaining("fewer places left than you asked")]);
    await hold(await browserOf(ctx, stranger()), session, { organisation: "other", organisationName: "Cliff Top" });
    const full = await hold(browser, session);
    expect([full.status, full.text]).toEqual([409, expect.stringContaining("Every place is taken")]);
    expect((await browser.get(`/training/${session.sessionId}`)).text).toContain("Join the queue");
    expect(pathOf(await browser.get(`/training/${session.sessionId}/book`))).toBe(path);
    const wish = { organisation: organisationId, poolId: "room", places: "1", all: "all" };
    const tooMany = await browser.submit(path, { ...wish, places: "3", onceKey: "once-queue-0001" });
    expect([tooMany.status, tooMany.text]).toEqual([422, expect.stringContaining("Wait for at most 1 places")]);
    expect(pathOf(await browser.submit(path, { ...wish, onceKey: "once-queue-0002" }))).toBe(path);
    await deliver(as(ctx, { kind: "system", context: "training" }));
    expect((await browser.get(path)).text).toContain("Your place in the queue");
    expect((await browser.get("/portal/training")).text).toContain("Where you wait for places");
    const left = await browser.submit(`${path}/leave`, { poolId: "room" });
    expect((await browser.get(pathOf(left))).text).toContain("You have left the queue");
  });

  it("refuse what has begun, and ask visitors to sign in", async () => {
    const ctx = await world();
    const closed = await putSession(ctx, onlineSession(), { bookingClosesAt: "2026-11-01T10:00:00.000Z" });
    const path = `/training/${closed.sessionId}/book`;
    expect((await (await browserOf(ctx, booker)).get(path)).status).toBe(410);
    expect(pathOf(await (await browserOf(ctx)).get(path))).toMatch(/^\/sign-in\?/);
  });
});
