import { membership } from "@alliance/events";
import { eventOf, published, staffMember } from "@alliance/testing";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { linesLeft } from "../crediting/plan-credit-note.ts";
import { shareOverLines } from "../crediting/share-over-lines.ts";
import { invoiceIdOf, invoiceKey } from "../keys.ts";
import { outstandingPence } from "../outstanding.ts";
import { Invoice } from "../schema.ts";
import {
  applicant,
  applied,
  movedIn,
  orderId,
  organisationId,
  paidSession,
  testWorld,
  type World,
} from "../test-world.ts";
import { allocateCredit } from "./allocate-credit.ts";
import { creditMergedTerm } from "./credit-merged-term.ts";
import { followMerge, followUndoneMerge } from "./follow-merge.ts";
import { listAllInvoices } from "./list-invoices.ts";
import { openOrder } from "./open-order.ts";
import { raiseCreditNote } from "./raise-credit-note.ts";
import { listExceptions } from "./read-books.ts";
import { listCreditNotes } from "./read-credit-notes.ts";
import { listCredits } from "./read-credits.ts";
import { receivePayment } from "./receive-payment.ts";

const treasurer = staffMember("finance");
const intoOrganisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
const ids = { mergeId: "mrg_01KAK3F0Q8J5W2M7X9B4C6D8EF", organisationId, intoOrganisationId };
const merged = eventOf(membership.organisationsMerged, { ...ids, because: "duplicate" });
const undone = eventOf(membership.mergeUndone, ids);
const terms = eventOf(membership.termsMerged, {
  ...membership.termsMerged.sample,
  ...{ ...ids, applicationId: orderId, netPence: 25000, overlapNetPence: 10000 },
});

let world: World;
beforeEach(async () => {
  world = testWorld();
  await openOrder(world.ctx, applied());
});

const invoiceNow = async (id = orderId) => (await world.table.get(invoiceKey(invoiceIdOf(id)), Invoice))?.data;
const dataOf = async <Data>(read: Promise<{ items: readonly { data: Data }[] }>) =>
  (await read).items.map(({ data }) => data);
const notes = () => dataOf(listCreditNotes(world.as(treasurer), { limit: 10 }));
const credits = () => dataOf(listCredits(world.as(treasurer), { limit: 10 }));
const invoices = () => dataOf(listAllInvoices(world.as(treasurer), { limit: 10 }));
const pay = () => receivePayment(world.ctx, paidSession());

test("days that were paid for twice are credited on the invoice they were sold with: less is to pay, once however often told", async () => {
  for (const outcome of ["credited", "credited-before"]) expect(await creditMergedTerm(world.ctx, terms)).toBe(outcome);
  await Promise.all([1, 2, 3].map(() => creditMergedTerm(world.ctx, terms)));
  const [note, ...more] = await notes();
  expect(more).toEqual([]);
  expect(note?.document).toMatchObject({ reason: "paid-for-twice", netPence: 10000, totalPence: 12000 });
  expect(outstandingPence((await invoiceNow()) as Invoice)).toBe(18000);
  expect(await credits()).toEqual([]);
});

test.each([
  ["before", ["pay", "terms", "merge"]],
  ["after the merge moved the invoice", ["pay", "merge", "terms"]],
  ["after the credit", ["terms", "merge", "pay"]],
])("paid %s, what was paid twice is on account at the one that stays, and is lost nowhere", async (_, order) => {
  const does = {
    pay,
    terms: () => creditMergedTerm(world.ctx, terms),
    merge: () => followMerge(world.ctx, merged),
  } as const;
  for (const step of order) await does[step as keyof typeof does]();
  const [credit] = await credits();
  expect(credit).toMatchObject({ remainingPence: 12000 });
  expect([organisationId, intoOrganisationId]).toContain(credit?.organisationId);
  if (order.at(-1) !== "pay") expect(credit?.organisationId).toBe(intoOrganisationId);
  expect(outstandingPence((await invoiceNow()) as Invoice)).toBe(0);
});

test("what staff credited already is not credited twice", async () => {
  const words = { reason: "cancelled", note: "they rang" } as const;
  const invoiceId = invoiceIdOf(orderId);
  await raiseCreditNote(world.as(treasurer), { invoiceId, lines: [{ invoiceLine: 1, netPence: 20000 }], ...words });
  await creditMergedTerm(world.ctx, terms);
  expect((await notes())[0]?.document).toMatchObject({ netPence: 5000 });
  const again = { ...terms.data, membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" };
  expect(await creditMergedTerm(world.ctx, eventOf(membership.termsMerged, again))).toBe("nothing-to-credit");
});

test("a membership that was never invoiced here is a person's to look at, once", async () => {
  const other = eventOf(membership.termsMerged, { ...terms.data, applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" });
  for (const _ of [1, 2]) expect(await creditMergedTerm(world.ctx, other)).toBe("for-a-person");
  const waiting = await dataOf(listExceptions(world.as(treasurer), { limit: 10 }));
  expect(waiting).toMatchObject([{ reason: "merged-without-invoice", organisationId: intoOrganisationId }]);
  expect(await notes()).toEqual([]);
});

test("money that no payment is known of is refused to be set free: the queue keeps the event, and nothing is written", async () => {
  await pay();
  world.ctx.table.items.delete([...world.ctx.table.items.keys()].find((place) => place.includes("payment#")) ?? "");
  await expect(creditMergedTerm(world.ctx, terms)).rejects.toThrow("is missing");
  expect([await notes(), await credits()]).toEqual([[], []]);
});

test("undone, what was credited is invoiced anew and paid with the money it had set free; the same told again changes nothing", async () => {
  await pay();
  await followMerge(world.ctx, merged);
  await creditMergedTerm(world.ctx, terms);
  for (const _ of [1, 2]) await followUndoneMerge(world.ctx, undone);
  const all = await invoices();
  expect(all.map(({ number, totalPence, paidPence }) => [number, totalPence, paidPence])).toEqual([
    ["INV-000002", 12000, 12000],
    ["INV-000001", 30000, 18000],
  ]);
  expect(all.every((invoice) => invoice.organisationId === organisationId && outstandingPence(invoice) === 0)).toBe(
    true,
  );
  expect(await credits()).toEqual([]);
  const letter = published(world.ctx)
    .filter(({ type }) => type === "finance.invoice-issued")
    .at(-1);
  expect(letter?.data).toMatchObject({ applicantId: applicant.personId, document: { number: "INV-000002" } });
  expect(await movedIn(world.as(treasurer), "2026-11")).toMatchObject({
    ...{ debtors: 0, "customer-credit": 0, "deferred-income": -25000, "vat-output": -5000 },
  });
});

test("undone after the money was used elsewhere, that stays paid and the invoice anew waits to be paid", async () => {
  await pay();
  await creditMergedTerm(world.ctx, terms);
  await followMerge(world.ctx, merged);
  const elsewhere = "app_01KAK3F0Q8J5W2M7X9B4C6D8EH";
  await openOrder(world.ctx, applied({ applicationId: elsewhere, organisationId: intoOrganisationId }));
  const [credit] = await credits();
  const creditId = credit?.creditId ?? "";
  await allocateCredit(world.as(treasurer), { creditId, invoiceId: invoiceIdOf(elsewhere) });
  await followUndoneMerge(world.ctx, undone);
  expect((await invoiceNow(elsewhere))?.paidPence).toBe(12000);
  expect((await invoices()).find(({ number }) => number === "INV-000003")).toMatchObject({ paidPence: 0 });
});

test("undone before it is told, or at the same moment: nothing stays of it", async () => {
  await followUndoneMerge(world.ctx, undone);
  expect(await creditMergedTerm(world.ctx, terms)).toBe("undone-before");
  expect(await notes()).toEqual([]);
  world = testWorld();
  await openOrder(world.ctx, applied());
  await Promise.all([creditMergedTerm(world.ctx, terms), followUndoneMerge(world.ctx, undone)]);
  expect((await invoices()).reduce((sum, invoice) => sum + outstandingPence(invoice), 0)).toBe(30000);
});

test("shared over lines, no penny is lost and none is taken from a line that has no more", () => {
  const cents = fc.integer({ min: 1, max: 50_000 });
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sold, part) => {
        const [line] = applied().data.lines;
        const lines = sold.map((netPence) => ({
          ...line,
          netPence,
          quantity: 1,
          unitAmountPence: netPence,
          vatPence: 0,
        }));
        const left = linesLeft({} as Invoice, { lines } as never);
        const totalPence = sold.reduce((sum, each) => sum + each, 0);
        const netPence = Math.round(totalPence * part);
        const shares = shareOverLines(netPence, left);
        expect(shares.reduce((sum, each) => sum + each.netPence, 0)).toBe(netPence);
        expect(shares.every((each) => each.netPence <= (sold[each.invoiceLine - 1] ?? 0))).toBe(true);
      },
    ),
  );
});
