import { covers } from "@alliance/entitlement";
import { Field, type FormState } from "@alliance/ui";
import type { Child } from "hono/jsx";
import { sizes, vatKinds } from "../schema/membership-type.ts";
import { organisationKinds } from "../schema/organisation.ts";
import { Paragraph } from "./school-parts.tsx";
import { bandRows, benefitRows } from "./type-form.ts";
import { coversNames, dayOfYear, kindNames, sizeNames, vatNames } from "./type-words.ts";

export const legend = (content: string) => ({ legend: { content, classes: "govuk-fieldset__legend--m" } });
export const yesNo = [
  { value: "yes", content: "Yes" },
  { value: "no", content: "No" },
];
const lateDays = ["01-01", "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01"];

export interface Part {
  readonly form: FormState;
}

const Who = ({ form }: Part) => (
  <>
    <Field kind="input" name="name" form={form} label="Name" classes="govuk-input--width-20" />
    <Field kind="textarea" name="summary" form={form} label="Who it is for, in a sentence" rows={2} />
    <Field
      kind="checkboxes"
      name="kinds"
      form={form}
      fieldset={legend("Who may join with it")}
      items={organisationKinds.map((value) => ({ value, content: kindNames[value] }))}
    />
    <Field
      kind="radios"
      name="covers"
      form={form}
      fieldset={legend("Who may use what comes with it")}
      items={covers.map((value) => ({ value, content: coversNames[value] }))}
    />
  </>
);

/** Side by side where there is room. */
const Columns = ({ children }: { readonly children: readonly Child[] }) => (
  <div class="govuk-grid-row">
    {children.map((child) => (
      <div class={children.length === 2 ? "govuk-grid-column-one-half" : "govuk-grid-column-one-third"}>{child}</div>
    ))}
  </div>
);

const PriceRow = ({ form, row }: Part & { readonly row: number }) => (
  <Columns>
    <Field
      kind="input"
      name={`upTo${row}`}
      form={form}
      label={`${row}. Up to this size`}
      classes="govuk-input--width-5"
      inputmode="numeric"
    />
    <Field
      kind="input"
      name={`price${row}`}
      form={form}
      label={`${row}. Price a year, without VAT`}
      classes="govuk-input--width-5"
      inputmode="decimal"
      prefix="£"
    />
  </Columns>
);

const Prices = ({ form }: Part) => (
  <>
    <Field
      kind="radios"
      name="priceBy"
      form={form}
      fieldset={legend("How the price is made")}
      items={sizes.map((value) => ({ value, content: sizeNames[value] }))}
    />
    <Paragraph>The last price has no size: it is for everybody above the others, or for all.</Paragraph>
    {bandRows.map((row) => (
      <PriceRow form={form} row={row} />
    ))}
    <Field
      kind="radios"
      name="vat"
      form={form}
      fieldset={legend("VAT")}
      hint="Your accountant decides which one it is"
      items={vatKinds.map((value) => ({ value, content: vatNames[value] }))}
    />
  </>
);

const LateJoiners = ({ form }: Part) => {
  const chosen = String(form.values?.lateJoinersFrom ?? "");
  const days = [...new Set([...lateDays, ...(/^\d\d-\d\d$/.test(chosen) ? [chosen] : [])])].sort();
  return (
    <Field
      kind="select"
      name="lateJoinersFrom"
      form={form}
      label="From when the rest of the year is free for who pays for the next one"
      items={[{ text: "Never", value: "" }, ...days.map((day) => ({ text: dayOfYear(day), value: day }))]}
    />
  );
};

const Terms = ({ form }: Part) => (
  <>
    <Field
      kind="radios"
      name="termKind"
      form={form}
      fieldset={legend("How long it runs")}
      items={[
        {
          value: "academic-year",
          content: "Until 31 August, the end of the academic year",
          conditional: (
            <>
              <Field
                kind="radios"
                name="proRata"
                form={form}
                fieldset={{ legend: "Who joins during the year pays" }}
                items={[
                  { value: "monthly", content: "For the months that are left, the current one included" },
                  { value: "none", content: "The whole price" },
                ]}
              />
              <LateJoiners form={form} />
            </>
          ),
        },
        { value: "rolling-year", content: "Twelve months from the day of joining" },
      ]}
    />
    <Field
      kind="input"
      name="graceDays"
      form={form}
      label="Days of grace after the end"
      hint="Benefits run on meanwhile"
      classes="govuk-input--width-3"
      inputmode="numeric"
    />
    <Field
      kind="input"
      name="creditDays"
      form={form}
      label="Days to pay an invoice"
      classes="govuk-input--width-3"
      inputmode="numeric"
    />
    <Field
      kind="radios"
      name="needsApproval"
      form={form}
      fieldset={legend("Do staff approve each application, before any invoice?")}
      items={yesNo}
    />
  </>
);

const units = [
  { text: "No allowance", value: "" },
  { text: "Places a year", value: "places" },
  { text: "Days a year", value: "days" },
];

const BenefitRow = ({ form, row }: Part & { readonly row: number }) => (
  <>
    <input type="hidden" name={`benefitId${row}`} value={String(form.values?.[`benefitId${row}`] ?? "")} />
    <Field kind="input" name={`benefit${row}`} form={form} label={`${row}. Benefit`} classes="govuk-input--width-30" />
    <Columns>
      <Field
        kind="input"
        name={`discount${row}`}
        form={form}
        label={`${row}. Discount`}
        classes="govuk-input--width-3"
        inputmode="numeric"
        suffix="%"
      />
      <Field
        kind="input"
        name={`quantity${row}`}
        form={form}
        label={`${row}. Allowance`}
        classes="govuk-input--width-3"
        inputmode="numeric"
      />
      <Field kind="select" name={`unit${row}`} form={form} label={`${row}. Counted in`} items={units} />
    </Columns>
  </>
);

const Benefits = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">What comes with it</h2>
    <Paragraph>
      A discount of 100% is “included”. An allowance is included each year; beyond it the discount counts. Empty lines
      are left out.
    </Paragraph>
    {benefitRows.map((row) => (
      <BenefitRow form={form} row={row} />
    ))}
  </>
);

/** Everything that a type says, but whether it is on sale. */
export const TypeFields = ({ form }: Part) => (
  <>
    <Who form={form} />
    <Prices form={form} />
    <Terms form={form} />
    <Benefits form={form} />
  </>
);
