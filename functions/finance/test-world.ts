import { issueLetterSecret } from "@alliance/auth";
import { membership } from "@alliance/events";
import { memoryFiles } from "@alliance/files/memory";
import type { WebSettings } from "@alliance/http";
import type { CheckoutState } from "@alliance/payments";
import { type FakeGateway, fakeGateway } from "@alliance/payments/fake";
import type { Table } from "@alliance/store";
import { eventOf, person, system, type TestCtx, testCtx } from "@alliance/testing";
import type * as z from "zod";
import { turns, type WorkerCtx } from "./ctx.ts";
import { openOrder } from "./use-cases/open-order.ts";
import { quoteOpens, quotePurpose } from "./use-cases/open-quote.ts";
import { type Movements, movementsOf } from "./use-cases/read-books.ts";
import type { Paying } from "./use-cases/start-payment.ts";

export const orderId = "app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
export const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
export const applicant = person("per_01KAK3F0Q8J5W2M7X9B4C6D8EF");
export const stranger = person("per_01KAK3F0Q8J5W2M7X9B4C6D8XX");
export const publicOrigin = "https://alliance.example";

type Application = z.infer<typeof membership.applicationSubmitted.data>;

/** Finance's tests in one place: a table, a clock, and Stripe's stand-in on the same clock. */
export interface World extends Paying {
  /** The worker. */
  readonly ctx: TestCtx & WorkerCtx;
  /** The same table as the port types it. */
  readonly table: Table;
  readonly stripe: FakeGateway;
  readonly files: ReturnType<typeof memoryFiles>;
  readonly as: (actor: TestCtx["actor"]) => TestCtx;
}

export function testWorld(): World {
  const base = testCtx(system("finance"));
  const stripe = fakeGateway({ now: () => Date.parse(base.clock.now()) });
  const gateway = async () => stripe;
  return {
    ctx: { ...base, gateway, inTurn: turns() },
    table: base.table,
    stripe,
    gateway,
    publicOrigin,
    files: memoryFiles(),
    as: (actor) => ({ ...base, actor }),
  };
}

/** Units of the table, of its indexes, and of reading, for one run of a use-case. */
export async function unitsIn({ ctx }: World, useCase: () => Promise<unknown>) {
  ctx.table.meter.reset();
  await useCase();
  const { wru, indexWru, rru } = ctx.table.meter;
  return { wru, indexWru, rru };
}

export const applied = (more: Partial<Application> = {}) =>
  eventOf(membership.applicationSubmitted, {
    ...membership.applicationSubmitted.sample,
    applicationId: orderId,
    organisationId,
    applicantId: applicant.personId,
    ...more,
  });

export const orderByCard = (world: World, more: Partial<Application> = {}) =>
  openOrder(world.ctx, applied({ payment: "card", ...more }));

export const orderByQuote = (world: World, more: Partial<Application> = {}) =>
  openOrder(world.ctx, applied({ payment: "quote", ...more }));

/** The secret of a letter, as it is made while the letter is written. */
export const quoteSecret = (world: World, linkNumber = 1, id = orderId) =>
  issueLetterSecret(world.ctx, {
    purpose: quotePurpose,
    opens: quoteOpens(id, linkNumber),
    expiresAt: "2027-06-01T00:00:00.000Z",
  });

/** What Stripe would say of a paid session, whatever the fake knows. */
export const paidSession = (more: Partial<CheckoutState> = {}) => ({
  sessionId: "cs_fake_000900",
  orderId,
  status: "complete" as const,
  paymentStatus: "paid" as const,
  amountTotalPence: 30000,
  currency: "gbp",
  expiresAt: "2026-11-21T10:35:00.000Z",
  metadata: {},
  paymentIntentId: "pi_fake_000900",
  chargeId: "ch_fake_000900",
  balanceTransactionId: "txn_fake_000900",
  feePence: 470,
  netPence: 29530,
  paidAt: "2026-11-21T10:01:00.000Z",
  ...more,
});

export const testSettings: WebSettings = {
  CONTEXT: "finance",
  TABLE_NAME: "test",
  PUBLIC_ORIGIN: publicOrigin,
  ORIGIN_SECRET: "0123456789abcdef0123456789abcdef",
  OIDC_ISSUER: "https://issuer.example",
  OIDC_CLIENT_ID: "client",
};

/** What each account moved in a month, which a test keeps small enough to sum. */
export async function movedIn(ctx: Parameters<typeof movementsOf>[0], period: string): Promise<Movements> {
  const sums = await movementsOf(ctx, period);
  if (sums === undefined) throw new Error(`${period} has too many entries`);
  return sums;
}
