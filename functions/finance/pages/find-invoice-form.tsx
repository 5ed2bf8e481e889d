import { Button, Field, Form, type FormState } from "@alliance/ui";
import { invoicesPath } from "./console-paths.ts";

/** A school rings with a number: one field that leads to its invoice. */
export const FindInvoice = ({ form = {} }: { readonly form?: FormState }) => (
  <Form method="get" action={invoicesPath}>
    <Field
      kind="input"
      name="number"
      form={form}
      label="Find an invoice by its number"
      hint="INV-000042, or only 42"
      classes="govuk-input--width-10"
      autocomplete="off"
      spellcheck={false}
    />
    <Button classes="govuk-button--secondary">Find</Button>
  </Form>
);
