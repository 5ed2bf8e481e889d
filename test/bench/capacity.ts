import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recognisePerson } from "@alliance/auth";
import { sharedAssembly } from "@alliance/dev/synthesize";
import { memorySender } from "@alliance/emails";
import { finance, membership } from "@alliance/events";
import { applicant, applied, orderByCard, orderId, testWorld } from "@alliance/finance/test-world";
import { listAllInvoices } from "@alliance/finance/use-cases/list-invoices";
import { openOrder } from "@alliance/finance/use-cases/open-order";
import { recordStripeEvent } from "@alliance/finance/use-cases/record-stripe-event";
import { settleStripeEvent } from "@alliance/finance/use-cases/settle-stripe-event";
import { startPayment } from "@alliance/finance/use-cases/start-payment";
import { capacityOfMembership } from "@alliance/membership/capacity";
import { confirmMembership } from "@alliance/notifications/use-cases/confirm-membership";
import { eventOf, staffMember, system, type TestCtx, testCtx } from "@alliance/testing";
import { atMost, exactly, type Figure, listed, type Measurement } from "./figure.ts";

interface Units {
  readonly wru: number;
  readonly indexWru: number;
  readonly rru: number;
}

type Costs = Record<string, Units>;

async function costOf({ table: { meter } }: TestCtx, useCase: () => Promise<unknown>): Promise<Units> {
  meter.reset();
  await useCase();
  const { wru, indexWru, rru } = meter;
  return { wru, indexWru, rru };
}

async function capacityOfFinance(): Promise<Costs> {
  const byCard = testWorld();
  const { ctx, stripe } = byCard;
  const session = () => stripe.sessionIds[0] ?? "";
  const stripeType = "checkout.session.completed";
  const hint = () => ({
    ...{ eventId: "evt_1", type: stripeType, objectId: session(), objectType: "checkout.session" },
    createdAt: ctx.clock.now(),
  });
  const told = () => eventOf(finance.stripeEventReceived, { stripeEventId: "evt_1", stripeType, objectId: session() });
  const byInvoice = testWorld();
  const costs = {
    "order by invoice, with its invoice and ledger": await costOf(byInvoice.ctx, () =>
      openOrder(byInvoice.ctx, applied()),
    ),
    "order by card": await costOf(ctx, () => orderByCard(byCard)),
    "begin to pay": await costOf(ctx, () => startPayment(byCard.as(applicant), byCard, { orderId })),
    "webhook, first": await costOf(ctx, async () => {
      stripe.pay(session());
      await recordStripeEvent(ctx, hint());
    }),
    "webhook, duplicate": await costOf(ctx, () => recordStripeEvent(ctx, hint())),
    "confirm paid, with invoice and ledger": await costOf(ctx, () => settleStripeEvent(ctx, told())),
    "confirm paid, same event again": await costOf(ctx, () => settleStripeEvent(ctx, told())),
  };
  const many = testWorld();
  for (let at = 0; at < 51; at++) {
    await openOrder(many.ctx, applied({ applicationId: `app_01KAK3F0Q8${String(at).padStart(16, "0")}` }));
  }
  const list = () => listAllInvoices(many.as(staffMember("finance")), { limit: 50 });
  return { ...costs, "list of 50 invoices": await costOf(many.ctx, list) };
}

async function capacityOfNotifications(): Promise<Costs> {
  const ctx = testCtx(system("notifications"));
  const claims = { issuer: "https://issuer.example", subject: "1", name: "Ada Example", email: "ada@example.org" };
  const applicantId = await recognisePerson(ctx, claims);
  const parts = {
    ...ctx,
    sender: memorySender(),
    publicOrigin: "https://alliance.example",
    mailFrom: "hello@alliance.example",
  };
  const told = eventOf(membership.membershipActivated, { ...membership.membershipActivated.sample, applicantId });
  return {
    "letter of confirmation": await costOf(ctx, () => confirmMembership(parts, told)),
    "letter of confirmation, same event again": await costOf(ctx, () => confirmMembership(parts, told)),
  };
}

const words = ({ wru, indexWru, rru }: Units): string => `${wru} WRU, ${indexWru} index WRU, ${rru} RRU`;

const rowsOf = (context: string, costs: Costs): Figure[] =>
  Object.entries(costs).map(([step, units]) =>
    listed(`capacity ${context} ${step}`, `capacity: ${context}, ${step}`, words(units)),
  );

function unitsOf(costs: Costs, step: string): Units {
  const units = costs[step];
  if (units === undefined) throw new Error(`nothing was measured as "${step}"`);
  return units;
}

/** Functions that the template lets Scan; the local cloud refuses it to every function besides. */
async function scanGrants(): Promise<Figure> {
  const folder = await sharedAssembly();
  const templates = readdirSync(folder).filter((name) => name.endsWith(".template.json"));
  const grants = templates.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/"dynamodb:(?:Scan|PartiQL\w*|\*)"/g)].map(() => name),
  );
  const detail = `${templates.length} templates; the local cloud refuses a Scan to every function`;
  return exactly({ id: "scan-grants", figure: "grants of dynamodb:Scan", wanted: 0, value: grants.length, detail });
}

/** What each use-case costs on demand, by the meter of the table's memory twin. */
export const capacity: Measurement = {
  name: "capacity",
  run: async () => {
    const money = await capacityOfFinance();
    const letters = await capacityOfNotifications();
    const [duplicate, list] = [unitsOf(money, "webhook, duplicate"), unitsOf(money, "list of 50 invoices")];
    return [
      ...rowsOf("membership", await capacityOfMembership()),
      ...rowsOf("finance", money),
      ...rowsOf("notifications", letters),
      atMost({
        ...{ id: "capacity-duplicate", figure: "capacity of a duplicate webhook", limit: 2, unit: " WRU" },
        value: duplicate.wru + duplicate.indexWru,
      }),
      atMost({
        ...{ id: "capacity-list", figure: "capacity of a list of 50", limit: 8, unit: " RRU", digits: 1 },
        value: list.rru,
      }),
      await scanGrants(),
    ];
  },
};
