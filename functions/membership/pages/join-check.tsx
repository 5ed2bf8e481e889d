import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Form, type FormState, Lines, SummaryList } from "@alliance/ui";
import type { Candidate } from "../joining/candidate.ts";
import type { Offer } from "../joining/choose-type.ts";
import { type JoinDraft, jobs, type Named, type Payment } from "../schema/application.ts";
import { joinFrame, nounOf, PriceExplained, type Step, stepPath } from "./join-parts.tsx";
import { Dates, Paragraph, priceRows } from "./school-parts.tsx";

/** A draft in which every question is answered. */
export type CompleteDraft = { [Part in keyof Omit<JoinDraft, "organisation">]-?: NonNullable<JoinDraft[Part]> } & Pick<
  JoinDraft,
  "organisation"
>;

export interface JoinCheck {
  readonly candidate: Candidate;
  readonly person: Person | undefined;
  readonly draft: CompleteDraft;
  readonly offer: Offer;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly form: FormState;
}

const paymentWords = (payment: Payment): string => {
  if (payment.method === "card") return "By card now";
  if (payment.method === "quote") return "Send our finance office a quote";
  return `By invoice, purchase order ${payment.purchaseOrderNumber}`;
};

const buttons: Record<Payment["method"], string> = {
  card: "Join and pay by card",
  invoice: "Join and get the invoice",
  quote: "Apply and send the quote",
};

function contactWords(named: "me" | Named | undefined, person: Person | undefined) {
  if (named === undefined) return "Nobody named";
  const you = person ? [person.name, person.email] : ["You"];
  return <Lines of={named === "me" ? you : [named.name, named.email]} />;
}

const Ordered = ({ offer }: { readonly offer: Offer }) => (
  <>
    <h2 class="govuk-heading-m">What is ordered</h2>
    <SummaryList
      rows={[
        ...priceRows(offer),
        { key: "Membership runs from", value: <Dates from={offer.price.startsOn} until={offer.price.endsOn} /> },
      ]}
    />
    <PriceExplained offer={offer} />
  </>
);

/** Everything once more before it is ordered, each with a way to change it. */
export function checkPage({ candidate, person, draft, offer, hidden, form }: JoinCheck): PageReply {
  const change = (what: string, step: Step) => ({
    items: [{ content: "Change", href: stepPath(candidate.who, step), visuallyHiddenText: what }],
  });
  const { contacts, billTo, payment } = draft;
  const payer = billTo === "organisation" ? { name: candidate.name, addressLines: candidate.addressLines } : billTo;
  const isRead = offer.type.needsApproval || candidate.isDescribed;
  return joinFrame({
    ...{ candidate, step: "check", title: "Check your answers", form, status: 409 },
    body: (
      <>
        <SummaryList
          rows={[
            { key: "Membership", value: offer.type.name, actions: change("the type of membership", "type") },
            { key: "Your role there", value: jobs[draft.job], actions: change("your role there", "you") },
            {
              key: "Lead contact",
              value: contactWords(contacts.lead, person),
              actions: change("the lead contact", "contacts"),
            },
            {
              key: "Finance contact",
              value: contactWords(contacts.finance, person),
              actions: change("the finance contact", "contacts"),
            },
            { key: "Head", value: contactWords(contacts.head, person), actions: change("the head", "contacts") },
            {
              key: "Who pays",
              value: <Lines of={[payer.name, ...payer.addressLines]} />,
              actions: change("who pays", "bill-to"),
            },
            { key: "Payment", value: paymentWords(payment), actions: change("the payment", "payment") },
          ]}
        />
        <Ordered offer={offer} />
        {isRead && <Paragraph>We read your application first. Nothing is ordered before we have said yes.</Paragraph>}
        <Paragraph>By joining you confirm that you may order this for the {nounOf(candidate)}.</Paragraph>
        <Form hidden={hidden}>
          <Button preventDoubleClick>{isRead ? "Send the application" : buttons[payment.method]}</Button>
        </Form>
      </>
    ),
  });
}
