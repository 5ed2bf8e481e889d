import { pounds } from "@alliance/core";
import type { Form as FormResult, PageReply } from "@alliance/http";
import {
  Button,
  Details,
  errorOf,
  FileUpload,
  Form,
  Input,
  InsetText,
  Link,
  LondonDate,
  Panel,
  valueTyped,
} from "@alliance/ui";
import type { Child } from "hono/jsx";
import { outstandingPence } from "../outstanding.ts";
import type { Invoice } from "../schema.ts";
import { creditTermDays } from "../supplier.ts";
import type { QuotedOrder } from "../use-cases/quote-order.ts";
import type { InvoiceRequest } from "../use-cases/switch-to-invoice.ts";
import { LinesTable } from "./line-parts.tsx";
import { NotAnInvoice, QuoteFacts, SupplierFacts } from "./quote-parts.tsx";

/** The address holds a secret: no other page hears of it, no cache or search engine keeps it. */
const quiet = { "referrer-policy": "strict-origin", "x-robots-tag": "noindex, nofollow, noarchive" };

export const quotePath = (secret: string): string => `/quotes/${secret}`;

interface QuotePage {
  readonly secret: string;
  readonly order: QuotedOrder;
  /** Finds the way back from the payment page, which is not told the secret. */
  readonly cookie: string;
  readonly cancelled?: boolean;
  readonly form?: Extract<FormResult<InvoiceRequest>, { ok: false }> | undefined;
}

const PurchaseOrderForm = ({
  secret,
  form = { ok: false, errors: [], values: {} },
}: Pick<QuotePage, "secret" | "form">) => (
  <Form action={`${quotePath(secret)}/answer`} hasFiles>
    <Input
      name="purchaseOrderNumber"
      value={valueTyped(form, "purchaseOrderNumber")}
      errorMessage={errorOf(form, "purchaseOrderNumber")}
      label="Purchase order number"
      hint="We print it on the invoice, so that you can match the two"
      classes="govuk-input--width-20"
      autocomplete="off"
    />
    <FileUpload
      name="file"
      label="The purchase order as a file (optional)"
      hint={`PDF, PNG or JPEG, smaller than 4 MB.${form.errors.length > 0 ? " If you had chosen a file, please choose it again." : ""}`}
      errorMessage={errorOf(form, "file")}
    />
    <Button preventDoubleClick>Send the purchase order and get the invoice</Button>
  </Form>
);

const replyOf = ({ cookie }: Pick<QuotePage, "cookie">, reply: Omit<PageReply, "headers">): PageReply => ({
  ...reply,
  headers: { ...quiet, "set-cookie": cookie },
});

/** The quote as a finance officer needs it: who pays, for whom, what, until when, and the answer to it. */
export const quotePage = (props: QuotePage): PageReply => {
  const { secret, order, form, cancelled } = props;
  const { quote, beneficiary, creditDays = creditTermDays } = order;
  return replyOf(props, {
    title: `Quote ${quote.number} for ${beneficiary.name}`,
    errors: form?.errors,
    body: (
      <>
        <span class="govuk-caption-l">Quote {quote.number}</span>
        <h1 class="govuk-heading-l">Membership of {beneficiary.name}</h1>
        {cancelled && <InsetText>You left the card payment before it was finished, so nothing was taken.</InsetText>}
        <p class="govuk-body-l">
          A colleague has applied for this. It can be answered until <LondonDate value={quote.validUntil} />. You need
          no account.
        </p>
        <QuoteFacts order={order} />
        <LinesTable lines={order.lines} caption="What it is for" />
        <Button href={`${quotePath(secret)}/quote.pdf`} classes="govuk-button--secondary">
          Open the quote as PDF
        </Button>
        <h2 class="govuk-heading-m">Answer with a purchase order</h2>
        <p class="govuk-body">
          {`We then issue the VAT invoice, due within ${creditDays} days, and the membership begins.`}
        </p>
        <PurchaseOrderForm secret={secret} form={form} />
        <h2 class="govuk-heading-m">We cannot pay by purchase order</h2>
        <p class="govuk-body">
          You can <Link href={`${quotePath(secret)}/card`}>{`pay ${pounds(order.totalPence)} by card`}</Link> instead.
          The invoice then comes as paid.
        </p>
        <NotAnInvoice />
        <Details summary="Our details, to set us up as a supplier">
          <SupplierFacts />
        </Details>
      </>
    ),
  });
};

/** It was answered, or paid: by whoever was first. Nothing happens a second time. */
export const answeredPage = (props: QuotePage & { readonly invoice: Invoice; readonly extra?: Child }): PageReply => {
  const { secret, order, invoice } = props;
  const owedPence = outstandingPence(invoice);
  const isPaid = owedPence === 0;
  const number = invoice.purchaseOrderNumber;
  return replyOf(props, {
    title: `Invoice ${invoice.number} is issued`,
    body: (
      <>
        <Panel title={isPaid ? "Paid, with thanks" : "The invoice is issued"}>
          Invoice number
          <br />
          <strong>{invoice.number}</strong>
        </Panel>
        <p class="govuk-body-l">
          {`Quote ${order.quote.number} for ${order.beneficiary.name} was answered`}
          {number ? ` with purchase order ${number}` : ""}. {isPaid ? "Nothing is left to pay." : ""}
        </p>
        {!isPaid && (
          <p class="govuk-body">
            {`${pounds(owedPence)} is due by `}
            <LondonDate value={invoice.dueOn} />. The bank details are on the invoice; please give its number as the
            reference.
          </p>
        )}
        <div class="govuk-button-group">
          <Button href={`${quotePath(secret)}/invoice.pdf`}>Open the invoice as PDF</Button>
          {!isPaid && (
            <Button href={`${quotePath(secret)}/card`} classes="govuk-button--secondary">
              {`Pay ${pounds(owedPence)} by card`}
            </Button>
          )}
        </div>
        {props.extra}
        <p class="govuk-body">The membership is set up by itself. Whoever applied is told by email. You are done.</p>
      </>
    ),
  });
};

/** Whoever applied does not want it any more; there is nothing to answer. */
const withdrawnPage = (props: QuotePage, withdrawnAt: string): PageReply =>
  replyOf(props, {
    title: `Quote ${props.order.quote.number} was withdrawn`,
    status: 410,
    body: (
      <>
        <h1 class="govuk-heading-l">Quote {props.order.quote.number} was withdrawn</h1>
        <p class="govuk-body-l">
          Your colleague withdrew the application for {props.order.beneficiary.name} on{" "}
          <LondonDate value={withdrawnAt} />. There is nothing to answer and nothing to pay.
        </p>
      </>
    ),
  });

/** Its last day has passed, and the membership is not held any more. */
export const runOutPage = (props: QuotePage): PageReply => {
  const { secret, order } = props;
  if (order.withdrawnAt !== undefined) return withdrawnPage(props, order.withdrawnAt);
  const { number, validUntil, renewalAskedAt } = order.quote;
  return replyOf(props, {
    title: `Quote ${number} has run out`,
    status: 410,
    body: (
      <>
        <h1 class="govuk-heading-l">Quote {number} has run out</h1>
        <p class="govuk-body-l">
          It was valid until <LondonDate value={validUntil} />. Nothing was ordered, and nothing is to be paid.
        </p>
        {renewalAskedAt === undefined ? (
          <>
            <p class="govuk-body">
              {`We can ask the colleague who applied for ${order.beneficiary.name} to apply again. You then get a new quote with today’s price.`}
            </p>
            <Form action={`${quotePath(secret)}/renewal`}>
              <Button preventDoubleClick>Ask for a new quote</Button>
            </Form>
          </>
        ) : (
          <InsetText>
            We have asked your colleague to apply again, on <LondonDate value={renewalAskedAt} />. The new quote comes
            by email.
          </InsetText>
        )}
      </>
    ),
  });
};

/** Back from the payment page, and the money is on its way through the books. */
export const payingPage = (props: QuotePage): PageReply =>
  replyOf(props, {
    title: "We are confirming the payment",
    refreshSeconds: 2,
    body: (
      <>
        <h1 class="govuk-heading-l">We are confirming the payment</h1>
        <p class="govuk-body-l">This usually takes a few seconds. The page moves on by itself.</p>
        <p class="govuk-body">
          You do not need to pay again, and you can close this page. Nothing was taken if you did not finish paying:{" "}
          <Link href={quotePath(props.secret)}>go back to the quote</Link>.
        </p>
      </>
    ),
  });

/** Back from the payment page in another browser, or after hours: only the letter knows the way. */
export const lostPage = (): PageReply => ({
  title: "Please open the link in our email again",
  headers: quiet,
  body: (
    <>
      <h1 class="govuk-heading-l">Please open the link in our email again</h1>
      <p class="govuk-body-l">
        If you have just paid, the payment is safe with us and you do not need to pay again. The link in our email shows
        you how things stand.
      </p>
    </>
  ),
});
