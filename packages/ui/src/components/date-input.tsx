import { type Attributes, classNames, type Lenient, safeAttributes } from "../content.ts";
import { Fieldset, type FieldsetOptions } from "./fieldset.tsx";
import { type ControlProps, describedByIds, FormGroup, HintAndError } from "./form-group.tsx";
import { Input, type InputProps } from "./input.tsx";

type PartOptions = {
  label?: string;
  id?: string;
  value?: string | number;
  /** Marks this part; false keeps it unmarked while the whole has an error. */
  error?: boolean;
  classes?: string;
  autocomplete?: string;
  inputmode?: InputProps["inputmode"];
  pattern?: string;
  attributes?: Attributes;
};
export type DatePart = Lenient<PartOptions & { name: string }>;

export type DateInputProps = Omit<ControlProps, "label" | "name" | "id" | "disabled"> &
  Lenient<{
    id?: string;
    /** Put before each part's name: "dob" gives dob-day, dob-month, dob-year. */
    namePrefix?: string;
    fieldset?: FieldsetOptions;
    /** By full name of the part. */
    values?: Readonly<Record<string, string | number | undefined>>;
    day?: Lenient<PartOptions & { name?: string }> | false;
    month?: Lenient<PartOptions & { name?: string }> | false;
    year?: Lenient<PartOptions & { name?: string }> | false;
    /** Instead of day, month and year. */
    items?: readonly (DatePart | false)[];
  }>;

const defaultParts = ["day", "month", "year"] as const;
const marksError = (classes: string | undefined): boolean => classes?.includes("govuk-input--error") ?? false;
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

function partsOf(props: DateInputProps): readonly DatePart[] {
  if (props.items !== undefined && props.items.length > 0) {
    return props.items
      .filter((item) => item !== false)
      .map((item) => {
        const twin = defaultParts.find((part) => part === item.name);
        const fallback = twin === undefined ? undefined : props[twin];
        return { ...item, value: item.value ?? (fallback ? fallback.value : undefined) };
      });
  }
  return defaultParts.flatMap((part) => {
    const options = props[part];
    return options === false ? [] : [{ ...options, name: options?.name ?? part }];
  });
}

function partClasses(part: DatePart, isYear: boolean, isMarked: boolean): string {
  const hasWidth = part.classes?.includes("govuk-input--width-") ?? false;
  return classNames(
    "govuk-date-input__input",
    isMarked && !marksError(part.classes) && "govuk-input--error",
    !hasWidth && `govuk-input--width-${isYear ? 4 : 2}`,
    part.classes,
  );
}

/** Three text inputs; the browser's own date control is not usable by everyone. */
export const DateInput = (props: DateInputProps) => {
  const parts = partsOf(props);
  const id = props.id ?? "";
  const yearName = (props.year || undefined)?.name ?? "year";
  const anyMarked = parts.some((part) => part.error || marksError(part.classes));
  const described = describedByIds(id, { ...props, describedBy: props.fieldset?.describedBy });
  const inner = (
    <>
      <HintAndError id={id} hint={props.hint} errorMessage={props.errorMessage} />
      <div class={classNames("govuk-date-input", props.classes)} {...safeAttributes(props.attributes)} id={props.id}>
        {parts.map((part) => {
          const name = props.namePrefix === undefined ? part.name : `${props.namePrefix}-${part.name}`;
          const isMarked = part.error ?? (props.errorMessage !== undefined && !anyMarked);
          return (
            <div class="govuk-date-input__item">
              <Input
                label={{ content: part.label ?? capitalised(part.name), classes: "govuk-date-input__label" }}
                id={part.id ?? `${id}-${part.name}`}
                name={name}
                value={part.value ?? props.values?.[name]}
                classes={partClasses(part, part.name === yearName || part.name === "year", isMarked)}
                inputmode={part.inputmode ?? "numeric"}
                autocomplete={part.autocomplete}
                pattern={part.pattern}
                attributes={part.attributes}
              />
            </div>
          );
        })}
      </div>
    </>
  );
  return (
    <FormGroup formGroup={props.formGroup} hasError={props.errorMessage !== undefined}>
      {props.fieldset === undefined ? (
        inner
      ) : (
        <Fieldset {...props.fieldset} describedBy={described} role="group">
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
};
