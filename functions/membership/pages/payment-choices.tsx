import { Field, type FormState } from "@alliance/ui";

/** Paying now, as joining and renewing offer it. */
export const byCard = {
  value: "card",
  content: "By card now",
  hint: "On the payment page of Stripe, which takes all usual cards",
} as const;

/** Asked of whoever pays by invoice. */
export const PurchaseOrderField = ({ form }: { readonly form: FormState }) => (
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
);
