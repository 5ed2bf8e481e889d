import { classNames, type Lenient, safeAttributes } from "../content.ts";
import { type ControlProps, describedByIds, LabelledControl } from "./form-group.tsx";

export type TextareaProps = ControlProps &
  Lenient<{ value?: string; rows?: number; autocomplete?: string; spellcheck?: boolean }>;

export const Textarea = (props: TextareaProps) => {
  const id = props.id ?? props.name;
  return (
    <LabelledControl control={props}>
      <textarea
        class={classNames("govuk-textarea", props.errorMessage !== undefined && "govuk-textarea--error", props.classes)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        autocomplete={props.autocomplete}
        {...safeAttributes(props.attributes)}
      >
        {props.value}
      </textarea>
    </LabelledControl>
  );
};
