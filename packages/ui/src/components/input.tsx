import { classNames, type Lenient, safeAttributes, type Text, textOptions } from "../content.ts";
import { type ControlProps, describedByIds, LabelledControl } from "./form-group.tsx";

export type InputProps = ControlProps &
  Lenient<{
    value?: string | number;
    type?: "text" | "email" | "tel" | "url" | "number" | "search" | "password";
    inputmode?: "decimal" | "email" | "none" | "numeric" | "search" | "tel" | "text" | "url";
    autocomplete?: string;
    autocapitalize?: "none" | "off" | "on" | "sentences" | "words" | "characters";
    spellcheck?: boolean;
    pattern?: string;
    prefix?: Text;
    suffix?: Text;
    inputWrapper?: Lenient<{ classes?: string; attributes?: ControlProps["attributes"] }>;
  }>;

const Affix = ({ text, side }: { readonly text: Text; readonly side: "prefix" | "suffix" }) => {
  const { content, classes, attributes } = textOptions(text);
  return (
    <div class={classNames(`govuk-input__${side}`, classes)} aria-hidden="true" {...safeAttributes(attributes)}>
      {content}
    </div>
  );
};

/** The bare input: no required, no pattern messages of the browser; the server answers for what is wrong. */
export const InputElement = (props: Omit<InputProps, "label">) => {
  const id = props.id ?? props.name;
  return (
    <input
      class={classNames("govuk-input", props.classes, props.errorMessage !== undefined && "govuk-input--error")}
      id={id}
      name={props.name}
      type={props.type ?? "text"}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedByIds(id, props)}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...safeAttributes(props.attributes)}
    />
  );
};

export const Input = (props: InputProps) => {
  const isWrapped = props.prefix !== undefined || props.suffix !== undefined;
  return (
    <LabelledControl control={props}>
      {isWrapped ? (
        <div
          class={classNames("govuk-input__wrapper", props.inputWrapper?.classes)}
          {...safeAttributes(props.inputWrapper?.attributes)}
        >
          {props.prefix !== undefined && <Affix text={props.prefix} side="prefix" />}
          <InputElement {...props} />
          {props.suffix !== undefined && <Affix text={props.suffix} side="suffix" />}
        </div>
      ) : (
        <InputElement {...props} />
      )}
    </LabelledControl>
  );
};
