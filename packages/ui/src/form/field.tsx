import { Checkboxes, type CheckboxesProps, Radios, type RadiosProps } from "../components/choices.tsx";
import { DateInput, type DateInputProps } from "../components/date-input.tsx";
import { FileUpload, type FileUploadProps } from "../components/file-upload.tsx";
import { Input, type InputProps } from "../components/input.tsx";
import { Select, type SelectProps } from "../components/select.tsx";
import { Textarea, type TextareaProps } from "../components/textarea.tsx";
import { errorOf, type FormState, valuesTyped, valueTyped } from "./form-state.ts";

type Bound = "value" | "values" | "errorMessage" | "id" | "idPrefix";
type Own<Kind extends string, Props> = { readonly kind: Kind; readonly form: FormState; readonly name: string } & Omit<
  Props,
  Bound
>;

export type FieldProps =
  | Own<"input", InputProps>
  | Own<"textarea", TextareaProps>
  | Own<"select", SelectProps>
  | Own<"radios", RadiosProps>
  | Own<"checkboxes", CheckboxesProps>
  | Own<"file", FileUploadProps>
  /** Three inputs `name-day`, `name-month`, `name-year`; an error is reported under `name`. */
  | Own<"date", Omit<DateInputProps, "namePrefix" | "items">>;

function dateValues({ form, name }: { form: FormState; name: string }): DateInputProps["values"] {
  return Object.fromEntries(
    ["day", "month", "year"].map((part) => [`${name}-${part}`, valueTyped(form, `${name}-${part}`)]),
  );
}

/**
 * A control that keeps what was typed and shows what was wrong with it, both found by its name.
 * The first input's id is the name, which is where the error summary links to.
 */
export const Field = (props: FieldProps) => {
  const { form, name } = props;
  const errorMessage = errorOf(form, name);
  const value = valueTyped(form, name);
  if (props.kind === "input") return <Input {...props} value={value} errorMessage={errorMessage} />;
  if (props.kind === "textarea") return <Textarea {...props} value={value} errorMessage={errorMessage} />;
  if (props.kind === "select") return <Select {...props} value={value} errorMessage={errorMessage} />;
  if (props.kind === "file") return <FileUpload {...props} errorMessage={errorMessage} />;
  if (props.kind === "radios") return <Radios {...props} value={value} errorMessage={errorMessage} />;
  if (props.kind === "checkboxes") {
    return <Checkboxes {...props} values={valuesTyped(form, name)} errorMessage={errorMessage} />;
  }
  return (
    <DateInput
      {...props}
      id={`${name}-date`}
      namePrefix={name}
      day={props.day === false ? false : { id: name, ...props.day }}
      values={dateValues(props)}
      errorMessage={errorMessage}
    />
  );
};
