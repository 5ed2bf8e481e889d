import { covers } from "@alliance/entitlement";
import { Field, FieldRow, Fold, type FormState } from "@alliance/ui";
import { sizes, vatKinds } from "../schema/membership-type.ts";
import { organisationKinds } from "../schema/organisation.ts";
import { BenefitLines, type LinesProps, PriceLines } from "./console-type-lines.tsx";
import { foldOf } from "./type-parts.ts";
import { coversNames, dayOfYear, kindNames, sizeNames, vatNames } from "./type-words.ts";

const legend = (content: string) => ({ legend: { content, classes: "govuk-fieldset__legend--s" } });
const smallRadios = "govuk-radios--small";
const yesNo = [
  { value: "yes", content: "Yes" },
  { value: "no", content: "No" },
];
const lateDays = ["01-01", "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01"];

interface Part {
  readonly form: FormState;
}

const Who = ({ form }: Part) => (
  <Fold title="Who may join" {...foldOf(form, "who")}>
    <Field
      kind="checkboxes"
      name="kinds"
      form={form}
      fieldset={legend("Who may join with it")}
      classes="govuk-checkboxes--small"
      items={organisationKinds.map((value) => ({ value, content: kindNames[value] }))}
    />
    <Field
      kind="radios"
      name="covers"
      form={form}
      fieldset={legend("Who may use what comes with it")}
      classes={smallRadios}
      items={covers.map((value) => ({ value, content: coversNames[value] }))}
    />
  </Fold>
);

const Prices = ({ form, added }: LinesProps) => (
  <Fold title="Price" {...foldOf(form, "price", added)}>
    <Field
      kind="radios"
      name="priceBy"
      form={form}
      fieldset={legend("How the price is made")}
      classes={smallRadios}
      items={sizes.map((value) => ({ value, content: sizeNames[value] }))}
    />
    <PriceLines form={form} added={added} />
    <Field
      kind="radios"
      name="vat"
      form={form}
      fieldset={legend("VAT")}
      hint="Your accountant decides which one it is"
      classes={smallRadios}
      items={vatKinds.map((value) => ({ value, content: vatNames[value] }))}
    />
  </Fold>
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

const AcademicYear = ({ form }: Part) => (
  <>
    <Field
      kind="radios"
      name="proRata"
      form={form}
      fieldset={{ legend: "Who joins during the year pays" }}
      classes={smallRadios}
      items={[
        { value: "monthly", content: "For the months that are left, the current one included" },
        { value: "none", content: "The whole price" },
      ]}
    />
    <LateJoiners form={form} />
  </>
);

const Days = ({ form, name, label }: Part & { readonly name: string; readonly label: string }) => (
  <Field kind="input" name={name} form={form} label={label} classes="govuk-input--width-3" inputmode="numeric" />
);

const Terms = ({ form }: Part) => (
  <Fold title="Term, payment and approval" {...foldOf(form, "term")}>
    <Field
      kind="radios"
      name="termKind"
      form={form}
      fieldset={legend("How long it runs")}
      classes={smallRadios}
      items={[
        {
          value: "academic-year",
          content: "Until 31 August, the end of the academic year",
          conditional: <AcademicYear form={form} />,
        },
        { value: "rolling-year", content: "Twelve months from the day of joining" },
      ]}
    />
    <FieldRow>
      <Days form={form} name="graceDays" label="Days of grace after the end" />
      <Days form={form} name="creditDays" label="Days to pay an invoice" />
    </FieldRow>
    <Field
      kind="radios"
      name="needsApproval"
      form={form}
      fieldset={legend("Do staff approve each application, before any invoice?")}
      classes={`${smallRadios} govuk-radios--inline`}
      items={yesNo}
    />
  </Fold>
);

const OnSale = ({ form }: Part) => (
  <Field
    kind="radios"
    name="isOnSale"
    form={form}
    fieldset={legend("Is it on sale?")}
    hint="What was sold stays in force either way"
    classes={`${smallRadios} govuk-radios--inline`}
    items={yesNo}
  />
);

/**
 * Everything that a type says; a new one is not asked whether it is on sale. Enter presses a form's first button:
 * the unseen one, so that it never adds a line.
 */
export const TypeFields = ({ form, added, isNew = false }: LinesProps & { readonly isNew?: boolean }) => (
  <>
    <button type="submit" hidden />
    <Field kind="input" name="name" form={form} label="Name" classes="govuk-input--width-20" />
    <Field kind="textarea" name="summary" form={form} label="Who it is for, in a sentence" rows={2} />
    <Who form={form} />
    <Prices form={form} added={added} />
    <Terms form={form} />
    <Fold title="What comes with it" {...foldOf(form, "benefit", added)}>
      <BenefitLines form={form} added={added} />
    </Fold>
    <div>{!isNew && <OnSale form={form} />}</div>
  </>
);
