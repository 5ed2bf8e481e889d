import { asOptions, classNames, isBlank, type Lenient, safeAttributes, type TextOptions } from "../content.ts";

export type LabelOptions = TextOptions & Lenient<{ isPageHeading?: boolean }>;

/** Renders nothing without content. */
export const Label = ({ label, htmlFor }: { readonly label: string | LabelOptions; readonly htmlFor?: string }) => {
  const { content, classes, attributes, isPageHeading } = asOptions<LabelOptions>(label) as LabelOptions;
  if (isBlank(content)) return null;
  const element = (
    <label class={classNames("govuk-label", classes)} {...safeAttributes(attributes)} for={htmlFor}>
      {content}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{element}</h1> : element;
};
