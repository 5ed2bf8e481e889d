import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";
import { safeHref } from "../href.ts";

export type ButtonProps = Lenient<{
  children: Child;
  /** Makes it a link that looks like a button: for going somewhere, never for doing something. */
  href?: string;
  type?: "submit" | "button" | "reset";
  name?: string;
  value?: string;
  id?: string;
  disabled?: boolean;
  isStartButton?: boolean;
  preventDoubleClick?: boolean;
  /** "govuk-button--secondary", "govuk-button--warning", "govuk-button--inverse". */
  classes?: string;
  attributes?: Attributes;
}>;

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
);

export const Button = (props: ButtonProps) => {
  const shared = {
    class: classNames("govuk-button", props.classes, props.isStartButton && "govuk-button--start"),
    "data-module": "govuk-button",
    id: props.id,
    ...safeAttributes(props.attributes),
  };
  const content = (
    <>
      {props.isStartButton && typeof props.children !== "string" ? <span>{props.children}</span> : props.children}
      {props.isStartButton && <StartIcon />}
    </>
  );
  if (props.href !== undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: it goes somewhere, so it is a link; the kit says button for speech control
      <a href={safeHref(props.href)} role="button" draggable="false" {...shared}>
        {content}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? "submit"}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? "true" : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...shared}
    >
      {content}
    </button>
  );
};

/** Buttons and links side by side. */
export const ButtonGroup = ({ children }: { readonly children: Child }) => (
  <div class="govuk-button-group">{children}</div>
);

/** Short buttons side by side, as many in a row as there is room for: times to choose among. */
export const ButtonRow = ({ children }: { readonly children: Child }) => <div class="app-buttons">{children}</div>;
