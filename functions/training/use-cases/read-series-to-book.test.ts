import { as, staffMember, testCtx } from "@alliance/testing";
import { expect, it } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../bookings/testing-school.ts";
import { onlineSession, putSession } from "../test-world.ts";
import { publishSession } from "./publish-session.ts";
import { readSeriesToBook } from "./read-series-to-book.ts";
import { repeatSession } from "./repeat-session.ts";

async function series(days = ["2027-02-03", "2027-03-03"]) {
  const ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx, { discountPercent: 50, allowance: { quantity: 2, unit: "places" } });
  const first = await putSession(ctx, onlineSession());
  const staff = as(ctx, staffMember());
  const copies = await repeatSession(staff, first.sessionId, { days, asSeries: true });
  return { ctx, staff, first, copies, seriesId: copies[0]?.seriesId ?? "" };
}

it("gives the dates that can be booked, in their order, with a price of each for whoever may book", async () => {
  const { ctx, staff, first, copies, seriesId } = await series();
  await publishSession(staff, copies[1]?.sessionId ?? "");
  const { dates, ways } = await readSeriesToBook(as(ctx, booker), seriesId);
  expect(dates.map(({ session }) => session.sessionId)).toEqual([first.sessionId, copies[1]?.sessionId]);
  expect(ways.map((way) => [way.organisationId, way.prices.map(({ unitNetPence }) => unitNetPence)])).toEqual([
    [organisationId, [2_500, 2_500]],
    [undefined, [5_000, 5_000]],
  ]);
  expect([...(ways[0]?.includedLeft.values() ?? [])]).toEqual([2]);
});

it("refuses visitors, what is no series, and one that is over", async () => {
  const { ctx, seriesId } = await series();
  await expect(readSeriesToBook(ctx, seriesId)).rejects.toMatchObject({ code: "not-signed-in" });
  const nowhere = "srs_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
  await expect(readSeriesToBook(as(ctx, stranger()), nowhere)).rejects.toMatchObject({ code: "not-found" });
  ctx.clock.moveSeconds(200 * 86_400);
  await expect(readSeriesToBook(as(ctx, stranger()), seriesId)).rejects.toMatchObject({ code: "gone" });
});
