import { Field } from "./field.tsx";
import type { FormState } from "./form-state.ts";

const whatFor = "It is printed on the invoice, so that your finance office can match it";

/** Asked of whoever pays by invoice. */
export const PurchaseOrderField = ({ form, hint = whatFor }: { readonly form: FormState; readonly hint?: string }) => (
  <Field
    kind="input"
    name="purchaseOrderNumber"
    form={form}
    label="Purchase order number"
    hint={hint}
    classes="govuk-input--width-20"
    autocomplete="off"
    spellcheck={false}
  />
);
