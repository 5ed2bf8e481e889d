import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningPlatform, startPlatform } from "@alliance/dev/start-platform";
import { sharedAssembly } from "@alliance/dev/synthesize";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type Buyer, freshToken, openSession, placing, pricePence, wishFor } from "../bench/buyers.ts";
import { expectCleanTraces } from "./traces-left.ts";
import { Visitor } from "./visitor.ts";

const folder = mkdtempSync(join(tmpdir(), "booking-"));
let platform: RunningPlatform;

const buyer = (name: string) => freshToken(platform, `${name}@cliff-top.example`);
const subjectsTo = async (address: string) =>
  (await platform.cloud.mailbox()).filter(({ to }) => to.includes(address)).map(({ subject }) => subject);
const rest = async () => {
  await platform.stripe.controls.idle();
  await platform.cloud.idle();
};

async function hold(who: Buyer, sessionId: string, places: number, key: string) {
  const { wishes, ...wish } = { ...wishFor(sessionId), shownNetPence: places * pricePence };
  const held = await ask(
    platform,
    who,
    "bookings",
    { ...wish, wishes: wishes.map((each) => ({ ...each, places })) },
    key,
  );
  return { status: held.status, bookingId: held.body.bookingId ?? "", places: held.body.places ?? [] };
}

const place = (who: Buyer, bookingId: string, places: number, key: string) =>
  ask(platform, who, `bookings/${bookingId}/placement`, { ...placing, shownNetPence: places * pricePence }, key);

const statusOf = async (who: Buyer, bookingId: string) =>
  (await ask(platform, who, `bookings/${bookingId}`)).body.status;

beforeAll(async () => {
  platform = await startPlatform({ port: 0, dataFolder: folder, fresh: true, assembly: await sharedAssembly() });
}, 180_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("booking, on the template that is deployed", () => {
  it("by purchase order: a letter for each delegate, one invoice; staff call it off: places, letters, credit", async () => {
    const sessionId = await openSession(platform, 10, "journey-1");
    const who = await buyer("bea.booker");
    const { bookingId, places } = await hold(who, sessionId, 2, "journey-hold-1");
    const whos = ["me", { name: "Cat Colleague", email: "cat.colleague@cliff-top.example" }];
    const delegates = places.map(({ placeId }, at) => ({ placeId, who: whos[at] }));
    expect((await ask(platform, who, `bookings/${bookingId}/delegates`, { delegates }, "journey-name-1")).status).toBe(
      200,
    );
    const [placed, again] = [
      await place(who, bookingId, 2, "journey-place-1"),
      await place(who, bookingId, 2, "journey-place-1"),
    ];
    expect([placed.status, again.status, again.body.status]).toEqual([200, 200, "confirmed"]);
    await rest();
    const booker = await subjectsTo(who.email);
    expect(booker.filter((subject) => subject.startsWith("Booked: "))).toHaveLength(1);
    expect(booker.filter((subject) => subject.startsWith("Invoice INV-"))).toHaveLength(1);
    const ofColleague = () => subjectsTo("cat.colleague@cliff-top.example");
    expect((await ofColleague()).map((subject) => subject.split(":")[0])).toEqual(["You have a place"]);

    const staff = new Visitor(platform.origin);
    const form = await staff.signIn("staff", `/console/training/sessions/${sessionId}/cancel`);
    await staff.submit(form, { reason: "The speaker is ill." }, "basedOn");
    await rest();
    expect(await statusOf(who, bookingId)).toBe("cancelled");
    expect((await ofColleague()).filter((subject) => subject.startsWith("Cancelled: "))).toHaveLength(1);
    expect((await subjectsTo(who.email)).filter((subject) => subject.includes("Credit note"))).toHaveLength(1);
  });

  it("by card: the place is confirmed by the payment, told once however often Stripe tells it", async () => {
    const sessionId = await openSession(platform, 5, "journey-2");
    const visitor = new Visitor(platform.origin);
    await visitor.signIn("newcomer");
    const token = (await (await fetch(`${platform.origin}/_local/token?persona=newcomer`)).text()).trim();
    const who = { email: "priya.nair@st-hildas.example", token };
    const { bookingId } = await hold(who, sessionId, 1, "journey-hold-2");
    const card = { ...placing, payment: "card", purchaseOrderNumber: undefined };
    const placed = await ask(platform, who, `bookings/${bookingId}/placement`, card, "journey-place-2");
    expect(placed.body).toMatchObject({ status: "awaiting-payment", next: `/pay/${bookingId}` });
    await rest();
    const checkout = await visitor.submit(await visitor.open(`/pay/${bookingId}`), {}, "checkout");
    await visitor.submit(checkout, { card: "4242424242424242" });
    await rest();
    for (const { id } of platform.stripe.controls.events()) await platform.stripe.controls.redeliver(id);
    await rest();
    expect(await statusOf(who, bookingId)).toBe("confirmed");
    const subjects = await subjectsTo(who.email);
    expect(subjects.filter((subject) => subject.startsWith("Booked: "))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.startsWith("Invoice INV-"))).toHaveLength(1);
  });

  it("of twelve who want the last place at once one has it, and who waits is offered it when it comes free", async () => {
    const sessionId = await openSession(platform, 1, "journey-3");
    const crowd = await Promise.all(Array.from({ length: 12 }, (_, at) => buyer(`crowd.${at}`)));
    const answers = await Promise.all(crowd.map((who, at) => hold(who, sessionId, 1, `journey-crowd-${at}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
    const first = answers.findIndex(({ status }) => status === 201);
    const [winner, waits] = [crowd[first], crowd[(first + 1) % 12]];
    if (winner === undefined || waits === undefined) throw new Error("nobody got the place");
    const wish = { sessionId, poolId: "online", places: 1, all: true, organisationName: "Cliff Top" };
    expect((await ask(platform, waits, "queue", wish, "journey-queue-1")).status).toBe(201);
    await ask(platform, winner, `bookings/${answers[first]?.bookingId}/withdrawal`, {}, "journey-let-go");
    await rest();
    const offered = (await ask(platform, waits, "bookings?limit=5")).body.bookings ?? [];
    expect(offered.map(({ status }) => status)).toEqual(["held"]);
    expect((await hold(winner, sessionId, 1, "journey-again")).status).toBe(409);
    const taken = await place(waits, offered[0]?.bookingId ?? "", 1, "journey-take");
    expect(taken.body.status).toBe("confirmed");
  });

  it("leaves no personal data in events or logs, no dead letter, and every error told", async () => {
    await expectCleanTraces(platform, folder);
  });
});
