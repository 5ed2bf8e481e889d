import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../../bookings/testing-school.ts";
import { booked, bookingOf, deliver } from "../../bookings/testing-world.ts";
import { netPenceOf } from "../../schema/booking.ts";
import type { Session, SessionContent } from "../../schema/session.ts";
import { browserOf, onlineSession, putSession } from "../../test-world.ts";
import { publishSession } from "../../use-cases/publish-session.ts";
import { repeatSession } from "../../use-cases/repeat-session.ts";

type Browser = Awaited<ReturnType<typeof browserOf>>;

/** Three dates, two and four weeks apart from the first, of one place or as said. */
async function world(more: Partial<SessionContent> = {}, benefit?: Parameters<typeof putSchool>[1]) {
  const ctx: TestCtx = testCtx({ kind: "anonymous" });
  await putSchool(ctx, benefit);
  const affiliation = { personId: booker.personId, organisationId, role: "colleague", from: "2026-09-01" } as const;
  await commit(ctx, { put: [affiliationPut(affiliation, 1)] });
  const first = await putSession(ctx, onlineSession(more));
  const staff = as(ctx, staffMember());
  const copies = await repeatSession(staff, first.sessionId, { days: ["2027-02-03", "2027-03-03"], asSeries: true });
  for (const { sessionId } of copies) await publishSession(staff, sessionId);
  const path = `/training/series/${copies[0]?.seriesId}/book`;
  return { ctx, dates: [first, ...copies] as readonly Session[], path };
}

const shownIn = (text: string): string =>
  (/name="shown" value="([^"]*)"/.exec(text)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

let once = 0;
async function hold(browser: Browser, path: string, dates: readonly Session[], more: Record<string, string> = {}) {
  const fields = {
    ...{ organisation: organisationId, poolId: "online", places: "1", included: "use" },
    ...{ shown: shownIn((await browser.get(path)).text), onceKey: `once-series-key-${++once}`, ...more },
  };
  return browser.submit(path, [
    ...Object.entries(fields),
    ...dates.map(({ sessionId }): [string, string] => ["dates", sessionId]),
  ]);
}

const idIn = (reply: { readonly headers: Headers }): string =>
  /bkg_\w+/.exec(reply.headers.get("location") ?? "")?.[0] ?? "";

describe("a series", () => {
  it("is booked as a whole in one booking, with the price and the reason of each date", async () => {
    const { ctx, dates, path } = await world({}, { discountPercent: 50, allowance: { quantity: 2, unit: "places" } });
    const browser = await browserOf(ctx, booker);
    expect((await browser.get(`/training/${dates[1]?.sessionId}`)).text).toContain("Book several dates at once");
    const form = await browser.get(path);
    expect(form.text).toContain("£25.00 a place and date, £75.00 a place for all 3 dates, plus VAT");
    expect(form.text).toContain("2 places in your membership not used yet");
    const held = bookingOf(ctx, idIn(await hold(browser, path, dates)));
    expect(held.places.map(({ sessionId, netPence }) => [sessionId, netPence])).toEqual(
      dates.map(({ sessionId }, at) => [sessionId, at < 2 ? 0 : 2_500]),
    );
    expect((await browser.get(`/training/bookings/${held.bookingId}`)).text).toContain("£30.00");
  });

  it("is booked by some of its dates, by somebody of a school that we do not know too", async () => {
    const { ctx, dates, path } = await world();
    const other = { organisation: "other", organisationName: "Cliff Top Trust", places: "3" };
    const reply = await hold(await browserOf(ctx, stranger()), path, dates.slice(1), other);
    const held = bookingOf(ctx, idIn(reply));
    expect([held.places.length, netPenceOf(held)]).toEqual([6, 30_000]);
  });

  it("holds nothing where one of the dates has no room, and says which", async () => {
    const { ctx, dates, path } = await world({ pools: [{ poolId: "online", capacity: 3 }], maxPlacesABooking: 3 });
    const browser = await browserOf(ctx, booker);
    await booked(ctx, dates[1] as Session, 2);
    await deliver(ctx);
    const reply = await hold(browser, path, dates, { places: "2" });
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining("3 February 2027")]);
    expect(reply.text).toContain("there are not enough places any more. Nothing was booked");
    expect(idIn(await hold(browser, path, [dates[0], dates[2]] as Session[], { places: "2" }))).toMatch(/^bkg_/);
  });

  it("has the same people at every date unless it is said otherwise", async () => {
    const { ctx, dates, path } = await world();
    const browser = await browserOf(ctx, booker);
    const bookingId = idIn(await hold(browser, path, dates, { places: "2" }));
    const page = `/training/bookings/${bookingId}`;
    expect((await browser.get(page)).text).toMatch(/name="who-3"[^>]*value="as-1" checked/);
    const pay = { payment: "invoice", billToName: "Us", purchaseOrderNumber: "PO-9", shownNetPence: "30000" };
    const nameless = { "who-1": "somebody", "name-1": "", "email-1": "ann@harbour.example", "who-2": "me" };
    const later = { "who-3": "as-1", "who-4": "as-2", "who-5": "as-1", "who-6": "to-follow" };
    const wrong = await browser.submit(page, { ...pay, ...nameless, ...later });
    expect([wrong.status, wrong.text.match(/href="#(name|who)-\d"/g)]).toEqual([422, ['href="#name-1"']]);
    const beyond = await browser.submit(page, {
      ...pay,
      ...nameless,
      ...later,
      "name-1": "Ann",
      "who-5": "as-6",
      "who-6": "as-5",
    });
    expect([beyond.status, beyond.text.match(/href="#who-\d"/g)]).toEqual([422, ['href="#who-5"', 'href="#who-6"']]);
    expect((await browser.submit(page, { ...pay, ...nameless, ...later, "name-1": "Ann" })).status).toBe(303);
    const shown = (await browser.get(page)).text;
    expect(shown.match(/Ann</g)).toHaveLength(3);
    expect(shown.match(/Name to follow/g)).toHaveLength(1);
  });

  it("leads to the queue of a date that is full", async () => {
    const { ctx, dates, path } = await world({ pools: [{ poolId: "online", capacity: 1 }] });
    await booked(ctx, dates[0] as Session, 1);
    await deliver(ctx);
    const { text } = await (await browserOf(ctx, booker)).get(path);
    expect(text).toContain(`href="/training/${dates[0]?.sessionId}/queue"`);
    expect(text).not.toContain(`value="${dates[0]?.sessionId}"`);
  });

  it.each([
    ["no date", [], {}, "Choose at least one date"],
    ["no number", [0], { places: "many" }, "Enter how many places"],
    ["more than a booking may have", [0], { places: "11" }, "Book at most 10 places"],
    ["prices that nobody showed", [0], { shown: "[]" }, "Choose among the dates that are shown"],
    ["prices that no program wrote", [0], { shown: "{" }, "Choose among the dates that are shown"],
  ])("keeps what was typed and says what is wrong: %s", async (_, chosen, wrong, message) => {
    const { ctx, dates, path } = await world();
    const browser = await browserOf(ctx, booker);
    const reply = await hold(browser, path, chosen.map((at) => dates[at]) as Session[], wrong);
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(message)]);
  });

  it("is refused at another price than the one shown, and where there is none", async () => {
    const { ctx, dates, path } = await world();
    const browser = await browserOf(ctx, booker);
    const cheap = shownIn((await browser.get(path)).text).replaceAll("5000", "4000");
    const reply = await hold(browser, path, dates, { shown: cheap });
    expect(reply.text).toContain("The price was £120.00 when we showed it and is £150.00 now");
    expect((await browser.get("/training/series/srs_01KAK3F0Q8J5W2M7X9B4C6D8ZZ/book")).status).toBe(404);
  });

  it("is over once no date of it can be booked any more", async () => {
    const { ctx, path } = await world();
    ctx.clock.moveSeconds(120 * 86_400);
    expect((await (await browserOf(ctx, booker)).get(path)).status).toBe(410);
  });
});
