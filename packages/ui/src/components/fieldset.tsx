import {
  type Attributes,
  asOptions,
  type Child,
  classNames,
  isBlank,
  type Lenient,
  safeAttributes,
} from "../content.ts";
import type { LabelOptions } from "./label.tsx";

export type FieldsetOptions = Lenient<{
  legend?: string | LabelOptions;
  describedBy?: string;
  classes?: string;
  attributes?: Attributes;
}>;

export type FieldsetProps = FieldsetOptions & Lenient<{ role?: string; children?: Child }>;

const Legend = ({ legend }: { readonly legend: string | LabelOptions }) => {
  const { content, classes, isPageHeading } = asOptions<LabelOptions>(legend) as LabelOptions;
  if (isBlank(content)) return null;
  return (
    <legend class={classNames("govuk-fieldset__legend", classes)}>
      {isPageHeading ? <h1 class="govuk-fieldset__heading">{content}</h1> : content}
    </legend>
  );
};

export const Fieldset = (props: FieldsetProps) => (
  <fieldset
    class={classNames("govuk-fieldset", props.classes)}
    role={props.role}
    aria-describedby={props.describedBy || undefined}
    {...safeAttributes(props.attributes)}
  >
    {props.legend !== undefined && <Legend legend={props.legend} />}
    {props.children}
  </fieldset>
);

/** A question of several answers, in the size that stands among others on a page. */
export const legend = (question: string): FieldsetOptions => ({
  legend: { content: question, classes: "govuk-fieldset__legend--m" },
});
