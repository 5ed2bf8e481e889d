import { londonDateOf } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import { EmptyState, Link, StatTile, Tiles } from "@alliance/ui";
import { nameOrders } from "../name-orders.ts";
import { listAllInvoices } from "../use-cases/list-invoices.ts";
import { listQuotes } from "../use-cases/list-quotes.ts";
import { listExceptions, listPayments } from "../use-cases/read-books.ts";
import { listCredits } from "../use-cases/read-credits.ts";
import { ExceptionTable, PaymentTable } from "./books-parts.tsx";
import { invoicePath, invoicesPath } from "./console-paths.ts";
import { FindInvoice } from "./find-invoice-form.tsx";
import { InvoiceTable } from "./invoice-parts.tsx";

const section = "Finance";
const perPage = 25;
const dataOf = <Data,>(read: QueryPage<Data>): Data[] => read.items.map(({ data }) => data);

/** "25+" where there is more than was counted. */
const counted = (read: QueryPage<unknown>) => `${read.items.length}${read.cursor ? "+" : ""}`;

/** What waits for the finance team, and the latest. */
export async function overviewPage(ctx: Ctx): Promise<PageReply> {
  const [credits, exceptions, quotes, invoices, payments] = await Promise.all([
    listCredits(ctx, { limit: perPage }),
    listExceptions(ctx, { limit: perPage }),
    listQuotes(ctx, { limit: perPage }),
    listAllInvoices(ctx, { limit: 5 }),
    listPayments(ctx, { limit: 5 }),
  ]);
  const ordered = [...dataOf(exceptions).slice(0, 5), ...dataOf(payments)];
  const names = await nameOrders(
    ctx,
    ordered.map(({ orderId }) => orderId),
  );
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
        </Tiles>
        <p class="govuk-body">
          <Link href={invoicesPath}>Invoices</Link>
          {" · "}
          <Link href="/console/finance/credit-notes">Credit notes</Link>
          {" · "}
          <Link href="/console/finance/payments">Payments</Link>
          {" · "}
          <Link href="/console/finance/ledger">Ledger</Link>
        </p>
        <FindInvoice />
        {exceptions.items.length > 0 && <ExceptionTable exceptions={dataOf(exceptions).slice(0, 5)} names={names} />}
        {invoices.items.length === 0 ? (
          <EmptyState title="No invoices yet">The first appears here when a school joins.</EmptyState>
        ) : (
          <InvoiceTable caption="Latest invoices" invoices={dataOf(invoices)} today={today} hrefOf={invoicePath} />
        )}
        {payments.items.length > 0 && <PaymentTable payments={dataOf(payments)} names={names} />}
      </>
    ),
  };
}
