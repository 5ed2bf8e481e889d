import { londonDateOf } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import { Button, EmptyState, StatTile, Tiles } from "@alliance/ui";
import type { Invoice } from "../schema.ts";
import { listAllInvoices } from "../use-cases/list-invoices.ts";
import { listQuotes } from "../use-cases/list-quotes.ts";
import { currentPeriod, listExceptions, listPayments, movementsOf } from "../use-cases/read-books.ts";
import { listCreditNotes } from "../use-cases/read-credit-notes.ts";
import { listCredits } from "../use-cases/read-credits.ts";
import { ExceptionTable, MovementTable, PaymentTable } from "./books-parts.tsx";
import { InvoiceTable } from "./invoice-parts.tsx";

const section = "Finance";
const perPage = 25;
const hrefOf = ({ invoiceId }: Invoice) => `/console/finance/invoices/${invoiceId}`;
const dataOf = <Data,>(read: QueryPage<Data>): Data[] => read.items.map(({ data }) => data);

/** "25+" where there is more than was counted. */
const counted = (read: QueryPage<unknown>) => `${read.items.length}${read.cursor ? "+" : ""}`;

/** What waits for the finance team, the latest, and the month in sums. */
export async function overviewPage(ctx: Ctx): Promise<PageReply> {
  const period = currentPeriod(ctx);
  const [credits, exceptions, quotes, invoices, creditNotes, payments, movements] = await Promise.all([
    listCredits(ctx, { limit: perPage }),
    listExceptions(ctx, { limit: perPage }),
    listQuotes(ctx, { limit: perPage }),
    listAllInvoices(ctx, { limit: 10 }),
    listCreditNotes(ctx, { limit: 10 }),
    listPayments(ctx, { limit: 10 }),
    movementsOf(ctx, period),
  ]);
  const today = londonDateOf(ctx.clock.now());
  return {
    title: "Finance",
    section,
    layout: "wide",
    body: (
      <>
        <h1 class="govuk-heading-l">Finance</h1>
        <Tiles>
          <StatTile
            label="Exceptions"
            value={counted(exceptions)}
            detail="wait for a person"
            href="/console/finance/exceptions"
          />
          <StatTile
            label="On account"
            value={counted(credits)}
            detail="pieces of money without an invoice"
            href="/console/finance/on-account"
          />
          <StatTile label="Quotes" value={counted(quotes)} detail="wait for an answer" href="/console/finance/quotes" />
          <StatTile
            label="Invoices"
            value={counted(invoices)}
            detail="the latest below"
            href="/console/finance/invoices"
          />
          <StatTile
            label="Credit notes"
            value={counted(creditNotes)}
            detail="taken off invoices"
            href="/console/finance/credit-notes"
          />
          <StatTile
            label="Payments"
            value={counted(payments)}
            detail="the latest below"
            href="/console/finance/payments"
          />
        </Tiles>
        {exceptions.items.length > 0 && <ExceptionTable exceptions={dataOf(exceptions).slice(0, 5)} />}
        {invoices.items.length === 0 ? (
          <EmptyState title="No invoices yet">The first appears here when a school joins.</EmptyState>
        ) : (
          <InvoiceTable caption="Latest invoices" invoices={dataOf(invoices)} today={today} hrefOf={hrefOf} />
        )}
        {payments.items.length > 0 && <PaymentTable payments={dataOf(payments)} />}
        <MovementTable movements={movements} period={period} />
        <Button href="/console/finance/ledger" classes="govuk-button--secondary">
          Open the ledger
        </Button>
      </>
    ),
  };
}
