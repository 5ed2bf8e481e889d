import { expect, test } from "vitest";
import { stepsOfPaidBooking, sumOf, usdOfAThousand, wruOfTheCounted } from "../bench/paid-booking.ts";

// docs/decisions/what-a-paid-booking-costs.md says what each unit buys: a worse figure needs a reason there.

test("holding one place writes 4 units and 2 of the indexes", async () => {
  const { steps } = await stepsOfPaidBooking();
  expect(steps[0]).toMatchObject({ step: "hold the place", wru: 4, indexWru: 2 });
});

test("a booking that is paid by card costs no more than it does", async ({ annotate }) => {
  const booking = await stepsOfPaidBooking();
  const { wru, indexWru, rru } = sumOf(booking.steps);
  const usd = usdOfAThousand(booking);
  await annotate(`${wru} WRU, ${indexWru} index WRU, ${rru} RRU; 1,000 of them: $${usd.toFixed(3)} without mail`);
  expect(wru).toBeLessThanOrEqual(35);
  expect(indexWru).toBeLessThanOrEqual(16);
  expect(rru).toBeLessThanOrEqual(18.5);
  expect(booking.events).toBeLessThanOrEqual(5);
  expect(usd).toBeLessThanOrEqual(0.075);
});

test("what the minimum of 12 units counts stays within a quarter more", async ({ annotate }) => {
  const booking = await stepsOfPaidBooking();
  await annotate([...booking.wruOf].map(([what, units]) => `${what} ${units}`).join(", "));
  expect([...booking.wruOf.values()].reduce((sum, units) => sum + units, 0)).toBe(sumOf(booking.steps).wru);
  expect(wruOfTheCounted(booking)).toBeLessThanOrEqual(14);
});

test("what does not belong to a reaction writes nothing: the same events again", async () => {
  const { steps } = await stepsOfPaidBooking();
  const silent = ["training hears finance.payment-received", "finance hears training.booking-confirmed"];
  for (const step of silent) expect(steps.find((each) => each.step === step)).toMatchObject({ wru: 0, indexWru: 0 });
});
