import { type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker, organisationId, putSchool, stranger } from "./bookings/testing-school.ts";
import { billTo, bookingOf } from "./bookings/testing-world.ts";
import type { Session } from "./schema/session.ts";
import { browserOf, putSession, roomSession } from "./test-world.ts";

type Program = Awaited<ReturnType<typeof browserOf>>;

let ctx: TestCtx;
let session: Session;
let ours: Program;
beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(3));
  ours = await browserOf(ctx, stranger());
});

const api = "/api/training/bookings";
const wish = (places: number, more: object = {}) => ({
  wishes: [{ sessionId: session.sessionId, poolId: "room", places }],
  ...{ organisationName: "A school nobody knows", useIncluded: true, shownNetPence: 5_000 * places },
  ...more,
});
const placing = { payment: "invoice", purchaseOrderNumber: "PO-1", billTo, shownNetPence: 10_000 };

test("a program sees what there is, holds places, says who comes and books them", async () => {
  const nobody = await browserOf(ctx);
  const { sessions } = JSON.parse((await nobody.get("/api/training/catalogue?q=first+year")).text);
  expect(sessions).toMatchObject([
    {
      sessionId: session.sessionId,
      price: { listNetPence: 5_000, yourNetPence: 5_000 },
      placesLeft: [{ poolId: "room", left: 3 }],
    },
  ]);
  const held = await ours.call(api, wish(2));
  expect(held).toMatchObject({ status: 201, body: { status: "held", netPence: 10_000 } });
  const { bookingId, places } = held.body;
  const delegates = [{ placeId: places[0].placeId, who: { name: "Ada Example", email: "ada@example.org" } }];
  const named = await ours.call(`${api}/${bookingId}/delegates`, { delegates });
  expect(named.body.places.map(({ isNamed }: { isNamed: boolean }) => isNamed)).toEqual([true, false]);
  expect(JSON.stringify(named.body)).not.toContain("ada@example.org");
  const placed = await ours.call(`${api}/${bookingId}/placement`, placing);
  expect(placed).toMatchObject({ status: 200, body: { status: "confirmed", purchaseOrderNumber: "PO-1" } });
  const listed = JSON.parse((await ours.get(api)).text);
  expect(listed.bookings).toMatchObject([{ bookingId, status: "confirmed" }]);
});

test("an invoice without a purchase order number is refused as the page refuses it, and the places wait on", async () => {
  const { body } = await ours.call(api, wish(2));
  const { purchaseOrderNumber: _, ...without } = placing;
  const placement = `${api}/${body.bookingId}/placement`;
  expect(await ours.call(placement, without)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: "/purchaseOrderNumber", detail: "Enter the purchase order number" }] },
  });
  expect(bookingOf(ctx, body.bookingId).status).toBe("held");
  expect((await ours.call(placement, { ...without, payment: "card" })).body.status).toBe("awaiting-payment");
});

test("by card the way leads on to paying, and can be left again", async () => {
  const { body } = await ours.call(api, wish(2));
  const placed = await ours.call(`${api}/${body.bookingId}/placement`, { ...placing, payment: "card" });
  expect(placed.body).toMatchObject({ status: "awaiting-payment", next: `/pay/${body.bookingId}` });
  const left = await ours.call(`${api}/${body.bookingId}/withdrawal`, {});
  expect(left).toMatchObject({ status: 200, body: { status: "withdrawn" } });
});

test("a session that is full says how to wait, and one waits", async () => {
  await ours.call(api, wish(3));
  const other = await browserOf(ctx, stranger(2));
  const full = await other.call(api, wish(1));
  expect(full).toMatchObject({ status: 409, body: { detail: expect.stringContaining("/api/training/queue") } });
  const wanted = { sessionId: session.sessionId, poolId: "room", places: 1, all: true, organisationName: "Other" };
  expect(await other.call("/api/training/queue", wanted)).toMatchObject({ status: 201, body: { status: "waiting" } });
});

test("one key is one booking, however often it is sent", async () => {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": "once-0001" },
    body: JSON.stringify(wish(1)),
  };
  const [first, again] = [await ours.send(api, init), await ours.send(api, init)];
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect([...ctx.table.items.values()].filter(({ entity }) => entity === "training.booking")).toHaveLength(1);
});

test("what is wrong is refused and changes nothing: no places, five hundred, another's school or booking, a price of yesterday", async () => {
  for (const wrong of [
    wish(0),
    wish(500),
    wish(1, { shownNetPence: 1 }),
    wish(1, { organisationName: undefined, organisationId }),
  ]) {
    expect((await ours.call(api, wrong)).status).toBeGreaterThanOrEqual(400);
  }
  expect([...ctx.table.items.values()].filter(({ entity }) => entity === "training.booking")).toEqual([]);
  const { body } = await ours.call(api, wish(2));
  const foreign = await browserOf(ctx, booker);
  expect((await foreign.get(`${api}/${body.bookingId}`)).status).toBe(404);
  expect((await foreign.call(`${api}/${body.bookingId}/placement`, placing)).status).toBe(404);
  expect((await foreign.call(`${api}/${body.bookingId}/withdrawal`, {})).status).toBe(404);
  expect(bookingOf(ctx, body.bookingId).status).toBe("held");
});
