import { Button, Field, FieldRow, type FormState } from "@alliance/ui";
import { Paragraph } from "./school-parts.tsx";
import { type Added, linesShown } from "./type-rows.ts";

export interface LinesProps {
  readonly form: FormState;
  readonly added?: Added | undefined;
}

interface LineProps {
  readonly form: FormState;
  readonly row: number;
  /** Its place on the page, from 1. */
  readonly place: number;
  /** Just added: the cursor is put there. */
  readonly isFresh: boolean;
}

const focus = (isFresh: boolean) => (isFresh ? { attributes: { autofocus: true } } : {});

/** Below the first line the headings are for those who hear them only. */
const heading = (content: string, place: number) => ({
  content: place === 1 ? content : `${content}, line ${place}`,
  classes: place === 1 ? "" : "govuk-visually-hidden",
});

const AddAnother = ({ what }: { readonly what: Added }) => (
  <Button classes="govuk-button--secondary" name="step" value={`add-${what}`}>
    Add another {what}
  </Button>
);

const PriceLine = ({ form, row, place, isFresh }: LineProps) => (
  <FieldRow>
    <Field
      kind="input"
      name={`upTo${row}`}
      form={form}
      label={heading("Up to this size", place)}
      classes="govuk-input--width-5"
      inputmode="numeric"
      {...focus(isFresh)}
    />
    <Field
      kind="input"
      name={`price${row}`}
      form={form}
      label={heading("Price a year, net", place)}
      classes="govuk-input--width-5"
      inputmode="decimal"
      prefix="£"
    />
  </FieldRow>
);

export const PriceLines = ({ form, added }: LinesProps) => {
  const { lines, fresh, hasRoom } = linesShown(form, "price", added);
  return (
    <>
      <Paragraph>
        Leave the size of one price empty: it is for everybody above the others, or for all. The order does not matter,
        and empty lines are left out.
      </Paragraph>
      {lines.map((row, at) => (
        <PriceLine form={form} row={row} place={at + 1} isFresh={added === "price" && row === fresh} />
      ))}
      {hasRoom && <AddAnother what="price" />}
    </>
  );
};

const units = [
  { text: "no allowance", value: "" },
  { text: "places a year", value: "places" },
  { text: "days a year", value: "days" },
];

const BenefitLine = ({ form, row, place, isFresh }: LineProps) => (
  <fieldset class="govuk-fieldset">
    <legend class="govuk-visually-hidden">Benefit {place}</legend>
    <input
      type="hidden"
      name={`benefitId${row}`}
      value={isFresh ? "" : String(form.values?.[`benefitId${row}`] ?? "")}
    />
    <Field kind="input" name={`benefit${row}`} form={form} label={`Benefit ${place}`} {...focus(isFresh)} />
    <FieldRow>
      <Field
        kind="input"
        name={`discount${row}`}
        form={form}
        label="Discount"
        classes="govuk-input--width-3"
        inputmode="numeric"
        suffix="%"
      />
      <Field
        kind="input"
        name={`quantity${row}`}
        form={form}
        label="Included"
        classes="govuk-input--width-3"
        inputmode="numeric"
      />
      <Field kind="select" name={`unit${row}`} form={form} label="Counted in" items={units} />
    </FieldRow>
  </fieldset>
);

export const BenefitLines = ({ form, added }: LinesProps) => {
  const { lines, fresh, hasRoom } = linesShown(form, "benefit", added);
  return (
    <>
      <Paragraph>
        100% is free of charge. What is included comes first; beyond it the discount counts. A benefit whose name is
        emptied is taken out.
      </Paragraph>
      {lines.map((row, at) => (
        <BenefitLine form={form} row={row} place={at + 1} isFresh={added === "benefit" && row === fresh} />
      ))}
      {hasRoom && <AddAnother what="benefit" />}
    </>
  );
};
