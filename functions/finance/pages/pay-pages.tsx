import { pounds } from "@alliance/core";
import { type Form as FormResult, onceField, type PageReply } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import {
  Button,
  Details,
  errorOf,
  Form,
  Input,
  InsetText,
  LondonDate,
  Panel,
  valueTyped,
  WarningText,
} from "@alliance/ui";
import { isBooking } from "../ordering/order-id.ts";
import { isSettled, outstandingPence } from "../outstanding.ts";
import type { Invoice, Order } from "../schema.ts";
import type { InvoiceRequest } from "../use-cases/switch-to-invoice.ts";
import { OrderSummary } from "./order-summary.tsx";
import { wordsOf } from "./order-words.ts";

/** The order's event is still on its way: rarely seen, never for long. */
export const preparingPage = (orderId: string): PageReply => ({
  title: "Preparing your order",
  refreshSeconds: 2,
  body: (
    <>
      <h1 class="govuk-heading-l">Preparing your order</h1>
      <p class="govuk-body-l">This takes a moment. The page moves on by itself.</p>
      <p class="govuk-body">If it does not, reload it. {wordsOf(orderId).isSafe}</p>
    </>
  ),
});

interface PayPage {
  readonly ctx: Ctx;
  readonly order: Order;
  readonly cancelled: boolean;
  readonly checkoutOrigin: string;
  readonly form?: Extract<FormResult<InvoiceRequest>, { ok: false }>;
}

const InvoiceInstead = ({ ctx, order, form }: Pick<PayPage, "ctx" | "order" | "form">) => (
  <Details summary="Pay by invoice instead" open={form !== undefined}>
    <p class="govuk-body">
      We issue an invoice with your purchase order number. It is due within 30 days, by bank transfer or card, and{" "}
      {wordsOf(order.orderId).atOnce}.
    </p>
    <Form action={`/pay/${order.orderId}/invoice`} hidden={onceField(ctx)}>
      <Input
        name="purchaseOrderNumber"
        value={valueTyped(form ?? {}, "purchaseOrderNumber")}
        errorMessage={errorOf(form ?? {}, "purchaseOrderNumber")}
        label="Purchase order number"
        hint="Your finance office gives you this"
        classes="govuk-input--width-20"
      />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        Ask for an invoice
      </Button>
    </Form>
  </Details>
);

/** A booking is cancelled where it was made. */
const Withdrawing = ({ orderId }: Pick<Order, "orderId">) => (
  <Details summary="Withdraw the application">
    <p class="govuk-body">
      You do not want it any more, or something in it is wrong? Withdraw it: nothing is ordered, nothing is to be paid,
      and you can apply anew.
    </p>
    <Form action={`/pay/${orderId}/withdraw`}>
      <Button classes="govuk-button--warning" preventDoubleClick>
        Withdraw it
      </Button>
    </Form>
  </Details>
);

export const payPage = ({ ctx, order, cancelled, checkoutOrigin, form }: PayPage): PageReply => ({
  title: `Pay ${pounds(order.totalPence)}`,
  formActions: [checkoutOrigin],
  errors: form?.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Pay for {order.beneficiary.name}</h1>
      {cancelled && (
        <InsetText>
          You left the card payment before it was finished, so nothing was taken. You can pay now, ask for an invoice,
          or come back to this page later.
        </InsetText>
      )}
      {order.state === "quoted" && (
        <InsetText>
          A quote was sent, to be answered with a purchase order. You can pay by card instead, or{" "}
          <a class="govuk-link" href={`/portal/invoices/quotes/${order.orderId}`}>
            see the quote and send it again
          </a>
          .
        </InsetText>
      )}
      <OrderSummary order={order} />
      <Form action={`/pay/${order.orderId}/checkout`} hidden={onceField(ctx)}>
        <Button preventDoubleClick>{`Pay ${pounds(order.totalPence)} by card`}</Button>
      </Form>
      <p class="govuk-body">
        You pay on the secure page of our payment provider, Stripe. We never see your card number.{" "}
        {wordsOf(order.orderId).heldUntil}{" "}
        {order.quote ? <LondonDate value={order.quote.validUntil} /> : <LondonDate value={order.payBy} withTime />}.
      </p>
      <InvoiceInstead ctx={ctx} order={order} {...(form ? { form } : {})} />
      {!isBooking(order.orderId) && <Withdrawing orderId={order.orderId} />}
    </>
  ),
});

export const confirmingPage = (): PageReply => ({
  title: "We are confirming your payment",
  refreshSeconds: 2,
  body: (
    <>
      <h1 class="govuk-heading-l">We are confirming your payment</h1>
      <p class="govuk-body-l">This usually takes a few seconds. The page moves on by itself.</p>
      <p class="govuk-body">
        You do not need to pay again, and you can close this page. The confirmation comes by email.
      </p>
    </>
  ),
});

/** Paid, or on credit terms: either way there is an invoice, and what was ordered follows from it. */
export const orderedPage = (invoice: Invoice): PageReply => {
  const isPaid = isSettled(invoice);
  const title = isPaid ? "Payment received" : "Your invoice is issued";
  const { next, onward } = wordsOf(invoice.orderId);
  return {
    title,
    body: (
      <>
        <Panel title={title}>
          Invoice number
          <br />
          <strong>{invoice.number}</strong>
        </Panel>
        <p class="govuk-body-l">
          {isPaid
            ? `Thank you. We have received ${pounds(invoice.totalPence)} for ${invoice.beneficiaryName}.`
            : `${pounds(outstandingPence(invoice))} is to be paid for ${invoice.beneficiaryName}.`}
        </p>
        {!isPaid && (
          <p class="govuk-body">
            Please pay by <LondonDate value={invoice.dueOn} />. The bank details are on the invoice.
          </p>
        )}
        <h2 class="govuk-heading-m">What happens next</h2>
        <p class="govuk-body">{next}</p>
        <Button href={onward.href}>{onward.text}</Button>
      </>
    ),
  };
};

/** An invoice on credit that has just been paid by card. */
export const invoicePaidPage = (invoice: Invoice): PageReply => ({
  title: `Payment received for invoice ${invoice.number}`,
  section: "Invoices",
  body: (
    <>
      <Panel title="Payment received">
        Invoice number
        <br />
        <strong>{invoice.number}</strong>
      </Panel>
      <p class="govuk-body-l">
        Thank you. We have received {pounds(invoice.totalPence)} for {invoice.beneficiaryName}. Nothing is left to pay.
      </p>
      <Button href={`/portal/invoices/${invoice.invoiceId}`}>Go to the invoice</Button>
    </>
  ),
});

export const withdrawnPage = (order: Order): PageReply => ({
  title: "The application is withdrawn",
  status: 410,
  body: (
    <>
      <h1 class="govuk-heading-l">The application is withdrawn</h1>
      <p class="govuk-body-l">Nothing was ordered for {order.beneficiary.name}, and nothing is to be paid.</p>
      {order.quote && <p class="govuk-body">The link in the email with the quote says so, too.</p>}
      <Button href="/portal">Go to your overview</Button>
    </>
  ),
});

export const expiredPage = (order: Order): PageReply => ({
  title: "The time to pay has run out",
  status: 410,
  body: (
    <>
      <h1 class="govuk-heading-l">The time to pay has run out</h1>
      <p class="govuk-body-l">
        We held {wordsOf(order.orderId).heldFor(order.beneficiary.name)} for you, but no payment came in time. Nothing
        was taken.
      </p>
      <WarningText>
        If you did pay, do not pay again: your payment is safe with us, and we will be in touch.
      </WarningText>
      <Button href={wordsOf(order.orderId).again.href}>{wordsOf(order.orderId).again.text}</Button>
    </>
  ),
});
