import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, legend } from "@alliance/ui";
import { number, Subjects } from "../staff-form.tsx";
import { discountsPath, forWhomNames } from "./discount-pages.tsx";

const Off = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="radios"
    name="kind"
    form={form}
    fieldset={legend("What does it take off?")}
    items={[
      {
        value: "percent",
        content: "A percentage of each place",
        conditional: (
          <Field
            kind="input"
            name="percent"
            form={form}
            label="Percentage"
            suffix="%"
            classes="govuk-input--width-3"
            inputmode="numeric"
          />
        ),
      },
      {
        value: "pounds",
        content: "An amount off each place",
        conditional: (
          <Field
            kind="input"
            name="amount"
            form={form}
            label="Amount off a place, without VAT"
            prefix="£"
            classes="govuk-input--width-5"
            inputmode="decimal"
          />
        ),
      },
    ]}
  />
);

/** What a new code is made with. It is made once, so it is said here that nothing of it changes later. */
export const newDiscountPage = (hidden: Readonly<Record<string, string>>, form: FormState): PageReply => ({
  title: "Make a discount code",
  section: "Training",
  backLink: { href: discountsPath, text: "Discount codes" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Make a discount code</h1>
      <p class="govuk-body">A code stays as it is made. To change one, stop it and make another.</p>
      <Form hidden={hidden}>
        <Field
          kind="input"
          name="code"
          form={form}
          label={{ content: "Code", classes: "govuk-label--m" }}
          hint="4 to 20 letters and digits, such as AUTUMN10"
          classes="govuk-input--width-10"
        />
        <Field
          kind="input"
          name="name"
          form={form}
          label={{ content: "What it is for", classes: "govuk-label--m" }}
          hint="Printed on the invoice, such as Autumn offer"
        />
        <Off form={{ ...form, values: { kind: "percent", ...form.values } }} />
        <Field kind="date" name="from" form={form} fieldset={legend("The first day it can be used")} />
        <Field kind="date" name="until" form={form} fieldset={legend("The last day")} />
        <Field
          kind="radios"
          name="forWhom"
          form={{ ...form, values: { forWhom: "everybody", ...form.values } }}
          fieldset={legend("Who can use it?")}
          items={Object.entries(forWhomNames).map(([value, content]) => ({ value, content }))}
        />
        <Field
          kind="input"
          name="places"
          form={form}
          label={{ content: "For how many places?", classes: "govuk-label--m" }}
          hint="From 1 to 500, all bookings together"
          {...number}
        />
        <Subjects form={form} question="Only for sessions about" hint="Choose none for all subjects" />
        <Field
          kind="textarea"
          name="sessions"
          form={form}
          label={{ content: "Only for these sessions", classes: "govuk-label--m" }}
          hint="Paste the addresses of their pages, a line each; leave empty for all"
          rows={3}
        />
        <Button preventDoubleClick>Make the code</Button>
      </Form>
    </>
  ),
});
