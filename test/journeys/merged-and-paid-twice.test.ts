import { dispatch, Envelope } from "@alliance/events";
import { turns } from "@alliance/finance/ctx";
import { outstandingPence } from "@alliance/finance/outstanding";
import { subscribers } from "@alliance/finance/subscribers";
import { applied, paidSession } from "@alliance/finance/test-world";
import { listAllInvoices } from "@alliance/finance/use-cases/list-invoices";
import { openOrder } from "@alliance/finance/use-cases/open-order";
import { onAccountPence } from "@alliance/finance/use-cases/read-credits";
import { receivePayment } from "@alliance/finance/use-cases/receive-payment";
import { harbour, idNumbered, mergeWorld, quay, school, term } from "@alliance/membership/merging/test-world";
import { mergeOrganisations } from "@alliance/membership/use-cases/merge-organisations";
import { previewMerge } from "@alliance/membership/use-cases/preview-merge";
import { undoMerge } from "@alliance/membership/use-cases/undo-merge";
import { published, staffMember, system, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";

const reason = "Entered twice";
const treasurer = staffMember("finance");

/** Two entries of one school, each with a membership of the same year; the invoice of the first is paid. */
async function paidTwice() {
  const ctx = await mergeWorld({
    organisations: [school(harbour, "900001"), school(quay, "900002")],
    terms: [term(harbour, 1), term(quay, 2)],
  });
  const finance = {
    ...ctx,
    actor: system("finance"),
    inTurn: turns(),
    gateway: () => Promise.reject(new Error("none")),
  };
  const order = (number: number, organisationId: string) =>
    openOrder(finance, applied({ applicationId: idNumbered("app", number), organisationId }));
  await order(1, harbour);
  await order(2, quay);
  await receivePayment(finance, paidSession({ orderId: idNumbered("app", 1) }));
  return { ctx, finance };
}

type World = Awaited<ReturnType<typeof paidTwice>>;

/** What membership said reaches finance as the queue brings it: each so often, in this order. */
async function deliver({ ctx, finance }: World, order: (events: Envelope[]) => Envelope[]): Promise<void> {
  const taken = new Set(subscribers.map(({ type }) => type));
  const said = published(ctx)
    .map((event) => Envelope.parse(event))
    .filter(({ type }) => type.startsWith("membership.") && taken.has(type));
  for (const event of order(said)) await dispatch({ subscribers, log: ctx.log, makeCtx: () => finance }, event);
}

async function merge(ctx: TestCtx): Promise<string> {
  const question = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" } as const;
  const { seen } = await previewMerge(ctx, question);
  return (await mergeOrganisations(ctx, { ...question, reason, seen })).mergeId;
}

const owed = async ({ ctx }: World) =>
  (await listAllInvoices({ ...ctx, actor: treasurer }, { limit: 10 })).items.map(({ data }) => outstandingPence(data));
const onAccount = ({ ctx }: World, organisationId: string) =>
  onAccountPence({ ...ctx, actor: treasurer }, { organisationId });

const orders: [string, (events: Envelope[]) => Envelope[]][] = [
  ["as they happened", (events) => events],
  ["backwards", (events) => [...events].reverse()],
  ["each three times", (events) => events.flatMap((event) => [event, event, event])],
];

test.each(orders)(
  "a year that was paid for twice is on account at the school that stays: events %s",
  async (_, order) => {
    const world = await paidTwice();
    await merge(world.ctx);
    await deliver(world, order);
    expect([await onAccount(world, harbour), await onAccount(world, quay)]).toEqual([0, 30000]);
    expect(await owed(world)).toEqual([30000, 0]);
  },
);

test.each(orders)("undone, each has again what it had, and nobody's penny is lost: events %s", async (_, order) => {
  const world = await paidTwice();
  const mergeId = await merge(world.ctx);
  await deliver(world, order);
  await undoMerge(world.ctx, mergeId, "They are two schools");
  await deliver(world, order);
  expect([await onAccount(world, harbour), await onAccount(world, quay)]).toEqual([0, 0]);
  expect((await owed(world)).reduce((sum, each) => sum + each, 0)).toBe(30000);
});

test("a merge that was undone before finance heard of it changes nothing there", async () => {
  const world = await paidTwice();
  const mergeId = await merge(world.ctx);
  await undoMerge(world.ctx, mergeId, "They are two schools");
  await deliver(world, (events) => [...events].reverse());
  expect(await owed(world)).toEqual([30000, 0]);
});
