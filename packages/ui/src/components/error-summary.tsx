import {
  type Attributes,
  type Child,
  classNames,
  isBlank,
  type Lenient,
  safeAttributes,
  type Text,
  textOptions,
} from "../content.ts";
import { safeHref } from "../href.ts";

export type ErrorSummaryItem = Lenient<{ content: Child; href?: string; attributes?: Attributes }>;

export type ErrorSummaryProps = Lenient<{
  items: readonly ErrorSummaryItem[];
  title?: Child;
  description?: Text;
  disableAutoFocus?: boolean;
  classes?: string;
  attributes?: Attributes;
}>;

/** On top of a page whose form was refused. `Page` renders it from its `errors`. */
export const ErrorSummary = (props: ErrorSummaryProps) => (
  <div
    class={classNames("govuk-error-summary", props.classes)}
    data-disable-auto-focus={props.disableAutoFocus}
    {...safeAttributes(props.attributes)}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{props.title ?? "There is a problem"}</h2>
      <div class="govuk-error-summary__body">
        {props.description !== undefined && <p>{textOptions(props.description).content}</p>}
        {props.items.length > 0 && (
          <ul class="govuk-list govuk-error-summary__list">
            {props.items.map((item) => (
              <li>
                {isBlank(item.href) ? (
                  item.content
                ) : (
                  <a href={safeHref(item.href ?? "")} {...safeAttributes(item.attributes)}>
                    {item.content}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  </div>
);
