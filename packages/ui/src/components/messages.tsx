import {
  type Child,
  classNames,
  type Lenient,
  safeAttributes,
  type Text,
  type TextOptions,
  textOptions,
} from "../content.ts";

type Described = { readonly id?: string | undefined };

export const Hint = ({ hint, id }: { readonly hint: Text } & Described) => {
  const { content, classes, attributes } = textOptions(hint);
  return (
    <div id={id} class={classNames("govuk-hint", classes)} {...safeAttributes(attributes)}>
      {content}
    </div>
  );
};

export type ErrorMessageOptions = TextOptions & Lenient<{ visuallyHiddenText?: string }>;

export const ErrorMessage = ({ message, id }: { readonly message: string | ErrorMessageOptions } & Described) => {
  const options: ErrorMessageOptions = typeof message === "string" ? { content: message } : message;
  const hidden = options.visuallyHiddenText ?? "Error";
  return (
    <p id={id} class={classNames("govuk-error-message", options.classes)} {...safeAttributes(options.attributes)}>
      {hidden !== "" && <span class="govuk-visually-hidden">{hidden}:</span>} {options.content}
    </p>
  );
};

export const InsetText = (props: TextProps) => (
  <div id={props.id} class={classNames("govuk-inset-text", props.classes)} {...safeAttributes(props.attributes)}>
    {props.children}
  </div>
);

export type TextProps = Lenient<{
  children: Child;
  id?: string;
  classes?: string;
  attributes?: TextOptions["attributes"];
}>;

export const WarningText = (props: TextProps & Lenient<{ iconFallbackText?: string }>) => (
  <div id={props.id} class={classNames("govuk-warning-text", props.classes)} {...safeAttributes(props.attributes)}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{props.iconFallbackText || "Warning"}</span> {props.children}
    </strong>
  </div>
);

export const Tag = (props: TextProps) => (
  <strong id={props.id} class={classNames("govuk-tag", props.classes)} {...safeAttributes(props.attributes)}>
    {props.children}
  </strong>
);
