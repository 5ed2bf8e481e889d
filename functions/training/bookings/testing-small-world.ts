import { dispatch, type Envelope, type training } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import { as, person, system, type TestCtx, testCtx } from "@alliance/testing";
import type * as z from "zod";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { subscribers } from "../subscribers.ts";
import { onlineSession, putSession, roomSession, venue } from "../test-world.ts";
import { audit } from "./testing-audit.ts";
import { allowed, booker, organisationId, putSchool, stranger } from "./testing-school.ts";

export const people = [
  booker,
  person("per_01KAK3F0Q8J5W2M7X9B4C6D8BC", { affiliations: [{ organisationId, role: "colleague" }] }),
  stranger(1),
  stranger(2),
];

type Order = "waiting" | "paid" | "expired";

/** A small world: few seats, four people, finance by hand, and events that lie until somebody delivers them. */
export class Small {
  readonly ctx: TestCtx = testCtx(system("training"));
  readonly orders = new Map<string, Order>();
  readonly outcomes = new Map<string, string[]>();
  readonly #delivered = new Set<string>();
  readonly #said: Envelope[] = [];
  sessions: readonly Session[] = [];

  async open(): Promise<this> {
    await putSchool(this.ctx, { discountPercent: 30, allowance: { quantity: allowed, unit: "places" } });
    const pools: Session["pools"] = [
      { poolId: "room", capacity: 2 },
      { poolId: "online", capacity: 2 },
    ];
    const hybrid = { format: "hybrid", region: "North East", venue, pools, perSchoolQuota: 3 } as const;
    this.sessions = [await putSession(this.ctx, roomSession(3)), await putSession(this.ctx, onlineSession(hybrid))];
    return this;
  }

  bookings(): Booking[] {
    const items = [...this.ctx.table.items.values()].filter(({ entity }) => entity === "training.booking");
    return items.map(({ data }) => data as Booking).sort((a, b) => (a.bookingId < b.bookingId ? -1 : 1));
  }

  /** Delivers what was not delivered yet, in an order of its own; `again` delivers what was. */
  async deliver(which: number, again = false): Promise<void> {
    const due = this.#events().filter(({ id }) => this.#delivered.has(id) === again);
    const event = due[which % Math.max(1, due.length)];
    if (event === undefined) return;
    this.#delivered.add(event.id);
    this.#hear(event);
    if (!subscribers.some(({ type }) => type === event.type)) return;
    const { log } = this.ctx;
    await dispatch({ subscribers, log, makeCtx: () => as(this.ctx, system("training")) as Ctx }, event);
  }

  async rest(): Promise<void> {
    for (;;) {
      const due = this.#events().filter(({ id }) => !this.#delivered.has(id));
      if (due.length === 0) return;
      for (const _ of due) await this.deliver(0);
    }
  }

  say(event: Omit<Envelope, "id">): void {
    const id = `evt_01KAK3F0Q7${String(this.#said.length + 1).padStart(16, "0")}`;
    this.#said.push({ ...event, id });
  }

  /** Everybody's, without the copies that an outbox makes. */
  #events(): Envelope[] {
    const own = [...this.ctx.table.items.values()].filter(({ entity }) => entity === "event");
    return [...own.map(({ data }) => data as Envelope), ...this.#said];
  }

  #hear({ type, data }: Envelope): void {
    if (type === "training.booking-placed") {
      const placed = data as z.infer<typeof training.bookingPlaced.data>;
      if (placed.payment === "card" && !this.orders.has(placed.bookingId)) this.orders.set(placed.bookingId, "waiting");
    }
  }

  audit(atRest = false): string[] {
    const wrong = audit(this.ctx, atRest);
    const events = this.#events();
    for (const booking of this.bookings()) {
      const before = this.outcomes.get(booking.bookingId) ?? [];
      if (before.at(-1) !== booking.status) this.outcomes.set(booking.bookingId, [...before, booking.status]);
      if (!mayFollow(before.at(-1), booking.status))
        wrong.push(`${booking.bookingId}: ${before.at(-1)} became ${booking.status}`);
      const confirmed = events.filter(
        ({ type, data }) => type === "training.booking-confirmed" && data.bookingId === booking.bookingId,
      );
      if (confirmed.length > 1) wrong.push(`${booking.bookingId} was confirmed ${confirmed.length} times`);
    }
    return wrong;
  }
}

const late = ["confirmed", "lost"];
const after: Readonly<Record<string, readonly string[]>> = {
  held: ["held", "awaiting-approval", "awaiting-payment", "confirmed", "expired", "withdrawn"],
  "awaiting-approval": ["awaiting-approval", "awaiting-payment", "confirmed", "expired", "withdrawn", "declined"],
  declined: ["declined"],
  "awaiting-payment": ["awaiting-payment", "confirmed", "expired", "withdrawn"],
  confirmed: ["confirmed", "cancelled"],
  expired: ["expired", ...late],
  withdrawn: ["withdrawn", ...late],
  cancelled: ["cancelled"],
  lost: ["lost"],
};
/** Between two looks a booking may have gone several steps at once: those beside each other. */
const mayFollow = (before: string | undefined, status: string): boolean =>
  before === undefined ||
  (after[before] ?? []).includes(status) ||
  (after[before] ?? []).some((between) => (after[between] ?? []).includes(status));
