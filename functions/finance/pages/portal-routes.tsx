import { idOf, londonDateOf, pounds } from "@alliance/core";
import { openCursor, type PageReply, routesFor, sealCursor } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import { Button, EmptyState, InsetText, LondonDate, Pagination, SummaryList } from "@alliance/ui";
import * as z from "zod";
import { outstandingPence } from "../outstanding.ts";
import type { Invoice, Order } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { supplier } from "../supplier.ts";
import { accountsToRead, listOrganisationInvoices, organisationsToRead } from "../use-cases/list-invoices.ts";
import { listOrganisationQuotes } from "../use-cases/list-quotes.ts";
import { onAccountPence } from "../use-cases/read-credits.ts";
import { readInvoiceDocument } from "../use-cases/read-invoice.ts";
import { CreditNotes, DocumentFacts, DocumentLines, InvoiceState, InvoiceTable } from "./invoice-parts.tsx";
import { QuoteTable } from "./quote-parts.tsx";

const { page } = routesFor<FinanceServices>();
const section = "Invoices";
const perPage = 25;
const hrefOf = ({ invoiceId }: Invoice): string => `/portal/invoices/${invoiceId}`;

const NoInvoices = ({ mayRead }: { readonly mayRead: boolean }) => (
  <EmptyState
    title={mayRead ? "No invoices yet" : "No invoices to show you"}
    action={{ href: mayRead ? "/portal" : "/join", text: mayRead ? "Go to the overview" : "Join for your school" }}
  >
    {mayRead
      ? "When your school orders something from the alliance, its invoice appears here within a minute."
      : "Invoices are shown to the membership lead, the head and the finance contact of a school that has joined."}
  </EmptyState>
);

interface School {
  readonly organisationId: string;
  readonly read: QueryPage<Invoice>;
  /** Those that wait for an answer; the first page of the list alone shows them. */
  readonly quotes: readonly Order[];
  readonly creditPence: number;
}

const SchoolInvoices = ({
  school,
  today,
  now,
  seal,
}: {
  school: School;
  today: string;
  now: string;
  seal: (cursor: string) => string;
}) => {
  const { organisationId, read, quotes, creditPence } = school;
  const invoices = read.items.map(({ data }) => data);
  const next = read.cursor && new URLSearchParams({ organisationId, cursor: seal(read.cursor) });
  return (
    <>
      {creditPence > 0 && <OnAccount amountPence={creditPence} />}
      {quotes.length > 0 && <QuoteTable orders={quotes} base="/portal/invoices/quotes" now={now} />}
      {invoices.length > 0 && (
        <InvoiceTable
          caption={`Invoices of ${invoices[0]?.beneficiaryName ?? "your school"}`}
          invoices={invoices}
          today={today}
          hrefOf={hrefOf}
        />
      )}
      {next && <Pagination next={{ href: `/portal/invoices?${next}`, labelText: "Older invoices" }} />}
    </>
  );
};

/** Money that arrived twice, late or for nothing: theirs, and said so wherever they look at money. */
const OnAccount = ({ amountPence }: { readonly amountPence: number }) => (
  <InsetText>
    You have <strong>{pounds(amountPence)}</strong> on account with us: it arrived, and nothing was owed for it. Our
    finance team will write to you about using it for an invoice or giving it back. To ask, write to {supplier.email}.
  </InsetText>
);

async function schoolsOf(ctx: Ctx, only: string | undefined, cursor: string | undefined): Promise<School[]> {
  const organisations = only === undefined ? accountsToRead(ctx.actor) : [only];
  return Promise.all(
    organisations.map(async (organisationId) => ({
      organisationId,
      creditPence: await onAccountPence(ctx, { organisationId }),
      read: await listOrganisationInvoices(ctx, { organisationId, limit: perPage, cursor }),
      quotes:
        cursor === undefined
          ? (await listOrganisationQuotes(ctx, { organisationId, limit: perPage })).items.map(({ data }) => data)
          : [],
    })),
  );
}

function listPage(ctx: Ctx, schools: readonly School[], secret: string): PageReply {
  const filled = schools.filter(({ read, quotes, creditPence }) => read.items.length + quotes.length + creditPence > 0);
  const now = ctx.clock.now();
  const today = londonDateOf(now);
  return {
    title: "Invoices",
    section,
    layout: "wide",
    body: (
      <>
        <h1 class="govuk-heading-l">Invoices</h1>
        {filled.length === 0 && <NoInvoices mayRead={organisationsToRead(ctx.actor).length > 0} />}
        {filled.map((school) => (
          <SchoolInvoices school={school} today={today} now={now} seal={(cursor) => sealCursor(cursor, secret)} />
        ))}
      </>
    ),
  };
}

const BankDetails = ({
  bank,
  number,
}: {
  bank: { accountName: string; sortCode: string; accountNumber: string };
  number: string;
}) => (
  <SummaryList
    card={{ title: "Pay by bank transfer" }}
    rows={[
      { key: "Account name", value: bank.accountName },
      { key: "Sort code", value: bank.sortCode },
      { key: "Account number", value: bank.accountNumber },
      { key: "Reference", value: number },
    ]}
  />
);

async function invoicePage(ctx: Ctx, invoiceId: string): Promise<PageReply> {
  const { invoice, document } = await readInvoiceDocument(ctx, invoiceId);
  const owed = outstandingPence(invoice);
  return {
    title: `Invoice ${invoice.number}`,
    section,
    backLink: { href: "/portal/invoices", text: "All invoices" },
    body: (
      <>
        <h1 class="govuk-heading-l">
          Invoice {invoice.number} <InvoiceState invoice={invoice} today={londonDateOf(ctx.clock.now())} />
        </h1>
        {owed > 0 && (
          <InsetText>
            {pounds(owed)} is due by <LondonDate value={invoice.dueOn} />.
          </InsetText>
        )}
        <DocumentFacts invoice={invoice} document={document} />
        <DocumentLines document={document} />
        <CreditNotes invoice={invoice} />
        <div class="govuk-button-group">
          {owed > 0 && <Button href={`/pay/invoices/${invoice.invoiceId}`}>{`Pay ${pounds(owed)} by card`}</Button>}
          <Button href={`${hrefOf(invoice)}/invoice.pdf`} classes="govuk-button--secondary">
            Open the PDF
          </Button>
        </div>
        {owed > 0 && <BankDetails bank={document.supplier.bank} number={invoice.number} />}
      </>
    ),
  };
}

export const portalRoutes = [
  page({
    method: "GET",
    path: "/portal/invoices",
    access: "finance.open-invoices",
    query: z.object({
      organisationId: z.union([idOf("org"), idOf("per")]).optional(),
      cursor: z.string().max(2000).optional(),
    }),
    handle: async ({ ctx, services, query }) => {
      const cursor = query.cursor && openCursor(query.cursor, services.cursorSecret);
      const schools = await schoolsOf(ctx, query.organisationId, cursor);
      return listPage(ctx, schools, services.cursorSecret);
    },
  }),
  page({
    method: "GET",
    path: "/portal/invoices/:invoiceId",
    access: "finance.open-invoices",
    params: z.object({ invoiceId: idOf("inv") }),
    handle: async ({ ctx, params }) => invoicePage(ctx, params.invoiceId),
  }),
];
