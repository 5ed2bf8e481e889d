import { type Attributes, type Child, classNames, type Lenient, safeAttributes, type Text } from "../content.ts";
import { Label, type LabelOptions } from "./label.tsx";
import { ErrorMessage, type ErrorMessageOptions, Hint } from "./messages.tsx";

/** What every form control takes beside its own input. */
export type ControlProps = Lenient<{
  name: string;
  /** Same as `name` unless given. */
  id?: string;
  label: string | LabelOptions;
  hint?: Text;
  errorMessage?: string | ErrorMessageOptions;
  /** Ids of further elements that describe the control. */
  describedBy?: string;
  formGroup?: FormGroupOptions;
  classes?: string;
  attributes?: Attributes;
  disabled?: boolean;
}>;

export type FormGroupOptions = Lenient<{ classes?: string; attributes?: Attributes }>;

type Described = Pick<ControlProps, "hint" | "errorMessage" | "describedBy">;

/** The `aria-describedby` of a control: what was asked for, then its hint, then its error. */
export function describedByIds(id: string, { describedBy, hint, errorMessage }: Described): string | undefined {
  const ids = [describedBy, hint !== undefined && `${id}-hint`, errorMessage !== undefined && `${id}-error`];
  return ids.filter(Boolean).join(" ") || undefined;
}

export const HintAndError = ({ id, hint, errorMessage }: Described & { readonly id: string }) => (
  <>
    {hint !== undefined && <Hint id={`${id}-hint`} hint={hint} />}
    {errorMessage !== undefined && <ErrorMessage id={`${id}-error`} message={errorMessage} />}
  </>
);

export const FormGroup = (props: {
  readonly formGroup: FormGroupOptions | undefined;
  readonly hasError: boolean;
  readonly children: Child;
}) => (
  <div
    class={classNames("govuk-form-group", props.hasError && "govuk-form-group--error", props.formGroup?.classes)}
    {...safeAttributes(props.formGroup?.attributes)}
  >
    {props.children}
  </div>
);

/** Label, hint and error above one control. */
export const LabelledControl = (props: { readonly control: ControlProps; readonly children: Child }) => {
  const { control } = props;
  const id = control.id ?? control.name;
  return (
    <FormGroup formGroup={control.formGroup} hasError={control.errorMessage !== undefined}>
      <Label label={control.label} htmlFor={id} />
      <HintAndError id={id} hint={control.hint} errorMessage={control.errorMessage} />
      {props.children}
    </FormGroup>
  );
};
