import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Details, Field, Form, type FormState, InsetText, Money, SummaryList } from "@alliance/ui";
import { currentSchoolType, totalOf, vatOf } from "../membership-types.ts";
import { addressLinesOf, type Establishment } from "../register/establishment.ts";
import { jobs } from "../schema/application.ts";
import { Dates, Paragraph } from "./school-parts.tsx";

export interface JoinDetails {
  readonly school: Establishment;
  readonly person: Person | undefined;
  readonly from: string;
  readonly until: string;
  readonly form: FormState;
}

export const PriceList = ({ from, until }: { readonly from: string; readonly until: string }) => {
  const type = currentSchoolType();
  return (
    <SummaryList
      rows={[
        { key: type.name, value: <Money amountPence={type.netPence} /> },
        { key: `VAT at ${type.vatRatePercent}%`, value: <Money amountPence={vatOf(type)} /> },
        {
          key: "To pay",
          value: (
            <strong>
              <Money amountPence={totalOf(type)} />
            </strong>
          ),
        },
        { key: "Membership runs from", value: <Dates from={from} until={until} /> },
      ]}
    />
  );
};

const PaymentField = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="radios"
    name="method"
    form={form}
    fieldset={{ legend: { content: "How does the school pay?", classes: "govuk-fieldset__legend--m" } }}
    items={[
      { value: "card", content: "By card now", hint: "On the payment page of Stripe, which takes all usual cards" },
      {
        value: "invoice",
        content: "By invoice, with a purchase order",
        hint: "Membership begins at once; the invoice is due 30 days later by bank transfer",
        conditional: (
          <Field
            kind="input"
            name="purchaseOrderNumber"
            form={form}
            label="Purchase order number"
            hint="It is printed on the invoice, so that your finance office can match it"
            classes="govuk-input--width-20"
            autocomplete="off"
            spellcheck={false}
          />
        ),
      },
    ]}
  />
);

/** Your details: what you do there and how the school pays, with the price in plain sight. */
export const detailsPage = ({ school, person, from, until, form }: JoinDetails): PageReply => ({
  title: `Join for ${school.name}`,
  section: "Join",
  backLink: { href: "/join", text: "Search again" },
  ...(form.errors?.length ? { status: 422, errors: form.errors } : {}),
  body: (
    <>
      <span class="govuk-caption-l">
        URN {school.urn} · {addressLinesOf(school).join(", ")}
      </span>
      <h1 class="govuk-heading-l">Join for {school.name}</h1>
      <h2 class="govuk-heading-m">What it costs</h2>
      <PriceList from={from} until={until} />
      <Details summary="Joining during the year">
        The price is the same whenever you join, and the membership runs until 31 August.
      </Details>
      <Form>
        <Field
          kind="radios"
          name="job"
          form={form}
          fieldset={{ legend: { content: "What do you do at the school?", classes: "govuk-fieldset__legend--m" } }}
          items={Object.entries(jobs).map(([value, content]) => ({ value, content }))}
        />
        <PaymentField form={form} />
        <InsetText>
          {person
            ? `You, ${person.name}, become the school’s lead contact. We write to ${person.email}.`
            : "You become the school’s lead contact."}
        </InsetText>
        <Button>Continue</Button>
      </Form>
      <Paragraph>Nothing is ordered yet: you check your answers on the next page.</Paragraph>
    </>
  ),
});
