import { routesFor } from "@alliance/http";
import { Button, ButtonGroup } from "@alliance/ui";
import * as z from "zod";
import { nameOrders } from "../name-orders.ts";
import type { CreditNote, FinanceException, LedgerTransaction, Order, Payment } from "../schema.ts";
import { Period } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { listQuotes } from "../use-cases/list-quotes.ts";
import {
  currentPeriod,
  listExceptions,
  listLedgerTransactions,
  listPayments,
  movementsOf,
} from "../use-cases/read-books.ts";
import { listCreditNotes } from "../use-cases/read-credit-notes.ts";
import { ExceptionTable, LedgerTable, MovementTable, monthName, PaymentTable } from "./books-parts.tsx";
import { overviewPage } from "./console-overview.tsx";
import { CreditNoteTable } from "./credit-note-parts.tsx";
import { invoiceRoutes } from "./invoice-routes.tsx";
import { dataOf, ListQuery, listed, listPage } from "./list-page.tsx";
import { QuoteTable } from "./quote-parts.tsx";

const { page } = routesFor<FinanceServices>();
const access = "finance.read-any";
const ledgerPath = "/console/finance/ledger";

/** "2026-12" → "2026-11" for -1. */
function monthFrom(period: string, months: number): string {
  const [year = 0, month = 0] = period.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** The months beside the one that is shown; none after the present one. */
const Months = ({ period, present }: { readonly period: string; readonly present: string }) => {
  const [before, after] = [monthFrom(period, -1), monthFrom(period, 1)];
  return (
    <ButtonGroup>
      <Button href={`${ledgerPath}?period=${before}`} classes="govuk-button--secondary">
        {monthName(before)}
      </Button>
      {after <= present && (
        <Button href={`${ledgerPath}?period=${after}`} classes="govuk-button--secondary">
          {monthName(after)}
        </Button>
      )}
    </ButtonGroup>
  );
};

/** What the finance team looks up; what it decides about is elsewhere. */
export const booksRoutes = [
  page({ method: "GET", path: "/console/finance", access, handle: async ({ ctx }) => overviewPage(ctx) }),
  ...invoiceRoutes,
  page({
    method: "GET",
    path: "/console/finance/credit-notes",
    access,
    query: ListQuery,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<CreditNote>({
        title: "Credit notes",
        empty: "No credit notes yet",
        path: "/console/finance/credit-notes",
        read: await listCreditNotes(ctx, listed(cursor, services)),
        secret: services.cursorSecret,
        table: (notes) => <CreditNoteTable notes={notes} />,
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/quotes",
    access,
    query: ListQuery,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<Order>({
        title: "Quotes that wait for an answer",
        empty: "No quote waits for an answer",
        path: "/console/finance/quotes",
        read: await listQuotes(ctx, listed(cursor, services)),
        secret: services.cursorSecret,
        table: (orders) => <QuoteTable orders={orders} base="/console/finance/quotes" now={ctx.clock.now()} />,
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/payments",
    access,
    query: ListQuery,
    handle: async ({ ctx, services, query: { cursor } }) => {
      const read = await listPayments(ctx, listed(cursor, services));
      const names = await nameOrders(
        ctx,
        dataOf(read).map(({ orderId }) => orderId),
      );
      return listPage<Payment>({
        title: "Payments",
        empty: "No payments yet",
        path: "/console/finance/payments",
        read,
        secret: services.cursorSecret,
        table: (payments) => <PaymentTable payments={payments} names={names} />,
      });
    },
  }),
  page({
    method: "GET",
    path: "/console/finance/exceptions",
    access,
    query: ListQuery.extend({ done: z.literal("closed").optional() }),
    handle: async ({ ctx, services, query: { cursor, done } }) => {
      const read = await listExceptions(ctx, listed(cursor, services));
      const names = await nameOrders(
        ctx,
        dataOf(read).map(({ orderId }) => orderId),
      );
      return listPage<FinanceException>({
        title: "Exceptions",
        empty: "Nothing waits for a person",
        path: "/console/finance/exceptions",
        read,
        secret: services.cursorSecret,
        table: (exceptions) => <ExceptionTable exceptions={exceptions} names={names} />,
        notice: done && "It is closed. What you noted is kept with it.",
      });
    },
  }),
  page({
    method: "GET",
    path: "/console/finance/ledger",
    access,
    query: ListQuery.extend({ period: Period.optional() }),
    handle: async ({ ctx, services, query: { cursor, period = currentPeriod(ctx) } }) => {
      const movements = cursor === undefined ? await movementsOf(ctx, period) : undefined;
      return listPage<LedgerTransaction>({
        title: `Ledger, ${monthName(period)}`,
        empty: "Nothing was posted in this month",
        path: ledgerPath,
        filter: { period },
        read: await listLedgerTransactions(ctx, { period, ...listed(cursor, services) }),
        secret: services.cursorSecret,
        above: (
          <>
            <Months period={period} present={currentPeriod(ctx)} />
            {movements && <MovementTable movements={movements} period={period} />}
            {cursor === undefined && movements === undefined && (
              <p class="govuk-body">This month has too many entries to sum them on a page.</p>
            )}
          </>
        ),
        table: (transactions) => <LedgerTable transactions={transactions} />,
      });
    },
  }),
];
