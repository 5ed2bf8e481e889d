import { type Attributes, type Child, classNames, isBlank, type Lenient, safeAttributes } from "../content.ts";

export type PanelProps = Lenient<{
  title: Child;
  children?: Child;
  headingLevel?: number;
  classes?: string;
  attributes?: Attributes;
}>;

/** Confirmation at the end of a journey: what happened, and the number to quote. */
export const Panel = (props: PanelProps) => {
  const Heading = `h${props.headingLevel ?? 1}` as "h1";
  return (
    <div
      class={classNames("govuk-panel", "govuk-panel--confirmation", props.classes)}
      {...safeAttributes(props.attributes)}
    >
      <Heading class="govuk-panel__title">{props.title}</Heading>
      {!isBlank(props.children) && <div class="govuk-panel__body">{props.children}</div>}
    </div>
  );
};
