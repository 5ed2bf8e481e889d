import { Field, type FormState, legend } from "@alliance/ui";
import { vatKinds } from "../../schema/session.ts";
import { vatWords } from "../catalogue/price-parts.tsx";
import { number } from "../staff-form.tsx";
import { ladderRows } from "./session-values.ts";

interface Part {
  readonly form: FormState;
}

const money = { classes: "govuk-input--width-5", inputmode: "decimal", prefix: "£" } as const;

export const Price = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">Price</h2>
    <Field kind="input" name="listPrice" form={form} label="Price of a place, without VAT" {...money} />
    <Field
      kind="input"
      name="memberPrice"
      form={form}
      label="Price for members, without VAT"
      hint="Leave it empty to take off what each membership says"
      {...money}
    />
    <Field
      kind="radios"
      name="vat"
      form={form}
      fieldset={legend("VAT")}
      hint="Your accountant decides which one it is"
      items={vatKinds.map((value) => ({ value, content: vatWords[value] }))}
    />
    <Field
      kind="input"
      name="vatNote"
      form={form}
      label="Why there is no VAT, for the invoice"
      hint="Only where there is none"
    />
  </>
);

const LadderRow = ({ form, row }: Part & { readonly row: number }) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-one-half">
      <Field kind="input" name={`days${row}`} form={form} label={`${row}. Until so many days before`} {...number} />
    </div>
    <div class="govuk-grid-column-one-half">
      <Field kind="input" name={`percent${row}`} form={form} label={`${row}. Credited`} suffix="%" {...number} />
    </div>
  </div>
);

export const Rules = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">Booking and cancelling</h2>
    <Field kind="input" name="maxPlaces" form={form} label="Places that one booking may have" {...number} />
    <Field
      kind="input"
      name="quota"
      form={form}
      label="Places that one school may have"
      hint="Leave it empty for no limit"
      {...number}
    />
    {ladderRows.map((row) => (
      <LadderRow form={form} row={row} />
    ))}
    <Field
      kind="input"
      name="noShowFee"
      form={form}
      label="Fee for a place that stays empty"
      hint="Leave it empty for none"
      {...money}
    />
  </>
);
