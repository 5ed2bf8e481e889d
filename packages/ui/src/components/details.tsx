import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";

export type DetailsProps = Lenient<{
  summary: Child;
  children: Child;
  open?: boolean;
  id?: string;
  classes?: string;
  attributes?: Attributes;
}>;

export const Details = (props: DetailsProps) => (
  <details
    id={props.id}
    class={classNames("govuk-details", props.classes)}
    {...safeAttributes(props.attributes)}
    open={props.open}
  >
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{props.summary}</span>
    </summary>
    <div class="govuk-details__text">{props.children}</div>
  </details>
);
