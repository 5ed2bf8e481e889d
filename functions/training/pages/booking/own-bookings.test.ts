import { affiliationPut, personPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, person, type TestCtx, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../../bookings/testing-school.ts";
import { bookingOf, held, ours, placed, wish } from "../../bookings/testing-world.ts";
import type { Booking } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, onlineSession, putSession, roomSession, venue } from "../../test-world.ts";
import { listBookings } from "../../use-cases/list-bookings.ts";
import { nameDelegates } from "../../use-cases/name-delegates.ts";

const colleague = person("per_01KAK3F0Q8J5W2M7X9B4C6D8CG");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8LD", { affiliations: [{ organisationId, role: "lead" }] });

async function world(): Promise<TestCtx> {
  const ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  const of = { organisationId, from: "2026-09-01" };
  const registeredAt = ctx.clock.now();
  await commit(ctx, {
    put: [
      affiliationPut({ ...of, personId: booker.personId, role: "colleague" }, 1),
      affiliationPut({ ...of, personId: colleague.personId, role: "colleague" }, 1),
      affiliationPut({ ...of, personId: lead.personId, role: "lead" }, 1),
      personPut({ personId: booker.personId, name: "Ada Example", email: "ada@harbour.example", registeredAt }, 1),
    ],
  });
  return ctx;
}

async function confirmed(ctx: TestCtx, session: Session, places = 2): Promise<Booking> {
  return (await placed(ctx, booker, await held(ctx, booker, ours(session, places)))).booking;
}

const idsOf = ({ bookingId }: Booking) => ({ path: `/training/bookings/${bookingId}`, first: `${bookingId}-1` });

describe("a confirmed booking", () => {
  it("is closed to whoever booked once their role at the school has ended, and the page says who decides", async () => {
    const ctx = await world();
    const booking = await confirmed(ctx, await putSession(ctx, roomSession()));
    const { path } = idsOf(booking);
    expect((await (await browserOf(ctx, booker)).get(path)).status).toBe(200);
    const of = { organisationId, personId: booker.personId, role: "colleague" as const };
    await commit(ctx, { put: [affiliationPut({ ...of, from: "2026-09-01", until: "2026-11-20" }, 2)] });
    const left = await browserOf(ctx, booker);
    const { status, text } = await left.get(path);
    expect([status, text]).toEqual([
      403,
      expect.stringContaining("Whoever leads Harbour View Primary School can open"),
    ]);
    const cancelling = await left.submit(`${path}/names`, { "who-1": "to-follow" });
    expect(cancelling.status).toBe(403);
    expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
    expect((await (await browserOf(ctx, lead)).get(path)).status).toBe(200);
  });

  it("shows how to get in to whoever booked and leads, and lets names change at any time", async () => {
    const ctx = await world();
    const online = { link: "https://meet.example/our-room" };
    const booking = await confirmed(ctx, await putSession(ctx, onlineSession({ online })));
    const { path } = idsOf(booking);
    const browser = await browserOf(ctx, booker);
    const shown = await browser.get(path);
    expect(shown.text).toContain("https://meet.example/our-room");
    expect(shown.text).toContain("2 places have no name yet");
    expect((await (await browserOf(ctx, lead)).get(path)).status).toBe(200);
    const wrong = await browser.submit(`${path}/names`, { "who-1": "somebody", "name-1": "Bea", "email-1": "" });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("Place 1: enter an email address")]);
    const who = { "who-1": "somebody", "name-1": "Bea Other", "email-1": "bea@harbour.example", "who-2": "me" };
    const saved = await browser.submit(`${path}/names`, who);
    expect(saved.headers.get("location")).toBe(`${path}?done=named`);
    const form = await browser.get(`${path}/names`);
    expect(form.text).toContain("Bea Other (bea@harbour.example)");
    expect(form.text).toContain("Me, Ada Example");
    await browser.submit(`${path}/names`, { "who-1": "same", "who-2": "to-follow" });
    const [first, second] = bookingOf(ctx, booking.bookingId).places;
    expect([first?.delegate, second?.delegate]).toEqual([{ contactId: expect.any(String) }, undefined]);
  });

  it("keeps the way in from those who only hold their places", async () => {
    const ctx = await world();
    const instructions = "Ring the bell at the back door";
    const session = await putSession(ctx, roomSession(5, { venue: { ...venue, instructions } }));
    const browser = await browserOf(ctx, booker);
    expect((await browser.get(idsOf(await held(ctx, booker, ours(session))).path)).text).not.toContain(instructions);
    expect((await browser.get(idsOf(await confirmed(ctx, session, 1)).path)).text).toContain(instructions);
  });

  it("says what is given back before places are cancelled, and cancels those alone", async () => {
    const ctx = await world();
    const session = await putSession(ctx);
    const booking = await confirmed(ctx, session);
    const { path, first } = idsOf(booking);
    const browser = await browserOf(ctx, booker);
    const cancel = `${path}/cancel/${session.sessionId}`;
    const form = await browser.get(cancel);
    expect(form.text).toContain("If you cancel today, all of the price is given back as a credit note.");
    expect(form.text).toContain("£50.00 and the VAT on it is given back");
    const none = await browser.submit(cancel, { shownCreditPercent: "100" });
    expect([none.status, none.text]).toEqual([422, expect.stringContaining("Choose the places to cancel")]);
    const stale = await browser.submit(cancel, { shownCreditPercent: "50", places: first });
    expect([stale.status, stale.text]).toEqual([422, expect.stringContaining("Nothing was cancelled")]);
    const done = await browser.submit(cancel, { shownCreditPercent: "100", places: first });
    expect(done.headers.get("location")).toBe(`${path}?done=cancelled`);
    const after = await browser.get(path);
    expect(after.text).not.toContain('<dt class="govuk-summary-list__key">Place 1</dt>');
    await browser.submit(cancel, { shownCreditPercent: "100", places: `${booking.bookingId}-2` });
    expect((await browser.get(path)).text).toContain("This booking is cancelled");
    expect((await browser.get(cancel)).headers.get("location")).toBe(path);
    expect((await browser.get(`${path}/names`)).headers.get("location")).toBe(path);
  });

  it("does not know the sessions of others", async () => {
    const ctx = await world();
    const booking = await confirmed(ctx, await putSession(ctx));
    const other = await putSession(ctx);
    const browser = await browserOf(ctx, booker);
    expect((await browser.get(`${idsOf(booking).path}/cancel/${other.sessionId}`)).status).toBe(404);
  });
});

describe("the list of bookings", () => {
  it("explains itself while it is empty", async () => {
    const { get } = await browserOf(await world(), stranger());
    expect((await get("/portal/training")).text).toContain("No bookings yet");
  });

  it("shows an organisation’s people its bookings, newest first, and opens their own", async () => {
    const ctx = await world();
    const older = await confirmed(ctx, await putSession(ctx, onlineSession({ title: "The older session" })));
    ctx.clock.moveSeconds(300);
    await held(ctx, booker, ours(await putSession(ctx, onlineSession({ title: "The newer session" }))));
    const own = (await (await browserOf(ctx, booker)).get("/portal/training")).text;
    expect(own).toMatch(/The newer session.*The older session/s);
    expect(own).toContain(`href="${idsOf(older).path}"`);
    const theirs = (await (await browserOf(ctx, colleague)).get("/portal/training")).text;
    expect(theirs).toContain("by a colleague");
    expect(theirs).not.toContain(idsOf(older).path);
    expect((await (await browserOf(ctx, lead)).get("/portal/training")).text).toContain(idsOf(older).path);
  });

  it("keeps apart what somebody booked for others, and refuses other organisations", async () => {
    const ctx = await world();
    const { bookingId } = await held(ctx, booker, wish(await putSession(ctx)));
    const browser = await browserOf(ctx, booker);
    expect((await browser.get("/portal/training")).text).not.toContain(bookingId);
    expect((await browser.get("/portal/training?whose=others")).text).toContain(bookingId);
    const foreign = { organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", limit: 25 };
    await expect(listBookings(as(ctx, booker), foreign)).rejects.toMatchObject({ code: "not-found" });
  });

  it("pages on to the older ones", async () => {
    const ctx = await world();
    const session = await putSession(ctx, onlineSession({ maxPlacesABooking: 30 }));
    for (let made = 0; made < 26; made++) await held(ctx, booker, ours(session));
    const browser = await browserOf(ctx, booker);
    const first = (await browser.get("/portal/training")).text;
    const next = /href="(\/portal\/training\?[^"]*cursor[^"]*)"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next).not.toBe("");
    expect((await browser.get(next)).text.match(/href="\/training\/bookings\//g)).toHaveLength(1);
  });

  it("names a person whose data is gone without guessing", async () => {
    const ctx = await world();
    const booking = await confirmed(ctx, await putSession(ctx), 1);
    const { first, path } = idsOf(booking);
    const { bookingId } = booking;
    const delegates = [{ placeId: first, who: { personId: colleague.personId } }];
    await nameDelegates(as(ctx, booker), { bookingId, delegates });
    expect((await (await browserOf(ctx, booker)).get(path)).text).toContain("Somebody we no longer know");
  });
});
