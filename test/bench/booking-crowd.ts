import { setTimeout as delay } from "node:timers/promises";
import { type Answer, ask, type Buyer, buyersOf, freshToken, openSession, placing, wishFor } from "./buyers.ts";
import { exactly, type Figure, listed, type Measurement, quantile } from "./figure.ts";
import { contentsOf, type TableContents } from "./table-contents.ts";
import { type World, withPlatform } from "./world.ts";

/**
 * Buyers arrive at this rate whatever the answers: an open loop. What is sold in the first half minute leaves letters and
 * invoices for minutes, which two cores write beside the buyers; a much higher rate is more than they answer at all.
 */
const arrivalsPerSecond = 15;
/** One of so many who hold a seat never comes back, and one of so many who got none waits. */
const [walksAway, queues] = [20, 50];

/** A crowd leaves work for minutes behind: each seat sold is five events. */
const patienceMs = 900_000;

interface Rush {
  readonly answers: readonly Answer[];
  /** Of those who wait in the queue. */
  readonly waiting: readonly Buyer[];
}

/** What one buyer does: holds a seat and books it, or learns that there is none. */
async function buy(
  world: World,
  buyer: Buyer,
  at: number,
  sessionId: string,
  rush: { answers: Answer[]; waiting: Buyer[] },
) {
  const held = await ask(world, buyer, "bookings", wishFor(sessionId), `rush-hold-${at}`);
  rush.answers.push(held);
  if (held.status === 201 && at % walksAway !== 0) {
    rush.answers.push(
      await ask(world, buyer, `bookings/${held.body.bookingId}/placement`, placing, `rush-place-${at}`),
    );
  }
  if (held.status === 409 && at % queues === 0) {
    const wish = { sessionId, poolId: "online", places: 1, all: true, organisationName: "Harbour View" };
    rush.answers.push(await ask(world, buyer, "queue", wish, `rush-queue-${at}`));
    rush.waiting.push(buyer);
  }
}

async function openLoop(world: World, buyers: readonly Buyer[], sessionId: string): Promise<Rush> {
  const rush = { answers: [] as Answer[], waiting: [] as Buyer[] };
  const began = performance.now();
  const running = buyers.map(async (buyer, at) => {
    await delay(Math.max(0, began + (at / arrivalsPerSecond) * 1_000 - performance.now()));
    await buy(world, buyer, at, sessionId, rush);
  });
  await Promise.all(running);
  await world.cloud.idle(patienceMs);
  return rush;
}

const statusesOf = (contents: TableContents, entity: string): string[] =>
  contents.ofEntity(entity).map(({ data }) => String(data.status));

/** Holds run out, the queue is offered what came free, and whoever was offered a seat books it. */
async function resolve(world: World, { waiting, answers }: Rush): Promise<Answer[]> {
  const later: Answer[] = [];
  world.cloud.clock.moveForward(25 * 60_000);
  for (let looks = 0; looks < 60; looks++) {
    await world.cloud.idle(patienceMs);
    const contents = await contentsOf(world.cloud);
    const isHeld = statusesOf(contents, "training.booking").includes("held");
    if (!isHeld && !statusesOf(contents, "training.queue-entry").includes("offered")) break;
    for (const { email } of waiting) {
      const buyer = await freshToken(world, email);
      const { body } = await ask(world, buyer, "bookings?limit=5");
      for (const { bookingId, status } of body.bookings ?? []) {
        if (status !== "held") continue;
        later.push(await ask(world, buyer, `bookings/${bookingId}/placement`, placing, `offer-${bookingId}`));
      }
    }
    await delay(1_000);
  }
  return [...answers, ...later];
}

async function figuresOf(world: World, buyers: number, seats: number): Promise<Figure[]> {
  const sessionId = await openSession(world, seats);
  const crowd = await buyersOf(world, buyers);
  await world.cloud.idle(patienceMs);
  const rush = await openLoop(world, crowd, sessionId);
  const answers = await resolve(world, rush);
  const contents = await contentsOf(world.cloud);
  const taken = contents.ofEntity("training.seat").filter(({ pk }) => pk === `session#${sessionId}`);
  const statuses = statusesOf(contents, "training.booking");
  const confirmed = statuses.filter((status) => status === "confirmed").length;
  const open = statuses.filter((status) => status === "held" || status === "awaiting-payment").length;
  const clean = [200, 201, 409];
  const others = answers.filter(({ status }) => !clean.includes(status) && status < 500);
  const times = rush.answers.map(({ milliseconds }) => milliseconds);
  const said = (count: number) => count.toLocaleString("en-GB");
  const title = `${said(buyers)} buyers for ${said(seats)} seats, ${arrivalsPerSecond} a second whatever the answers`;
  const detail = `${said(answers.length)} requests, ${rush.waiting.length} waited in the queue`;
  return [
    exactly({ id: "booking-crowd-sold", figure: `${title}: sold`, wanted: seats, value: confirmed, detail }),
    exactly({ id: "booking-crowd-seats", figure: `${title}: seats taken`, wanted: seats, value: taken.length }),
    exactly({
      ...{ id: "booking-crowd-faults", figure: `${title}: answers that are faults (5xx)`, wanted: 0 },
      value: answers.filter(({ status }) => status >= 500).length,
    }),
    exactly({
      ...{ id: "booking-crowd-others", figure: `${title}: neither a seat, nor a clean refusal, nor the queue` },
      ...{ wanted: 0, value: others.length, detail: [...new Set(others.map(({ status }) => status))].join(", ") },
    }),
    exactly({ id: "booking-crowd-holds", figure: `${title}: holds that never ended`, wanted: 0, value: open }),
    listed(
      "booking-crowd-times",
      `${title}: time of an answer`,
      `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`,
    ),
  ];
}

/** One session that everybody wants, on the local cloud: the very functions, queues and schedules that are deployed. */
export const bookingCrowd: Measurement = {
  name: "booking-crowd",
  run: ({ quick }) => withPlatform(100, (world) => (quick ? figuresOf(world, 400, 60) : figuresOf(world, 10_000, 500))),
};
