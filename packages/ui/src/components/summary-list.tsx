import {
  type Attributes,
  asOptions,
  type Child,
  classNames,
  type Lenient,
  safeAttributes,
  type Text,
  type TextOptions,
  textOptions,
} from "../content.ts";
import { safeHref } from "../href.ts";

export type SummaryAction = Lenient<{
  content: Child;
  href: string;
  /** Completes the link for those who hear it alone: "Change" + "name". */
  visuallyHiddenText?: string;
  classes?: string;
  attributes?: Attributes;
}>;
export type SummaryActions = Lenient<{ items?: readonly SummaryAction[]; classes?: string }>;
export type SummaryRow = Lenient<{
  key: Text;
  value?: Child | TextOptions;
  actions?: SummaryActions;
  classes?: string;
}>;
export type SummaryCard = Lenient<{
  title?: string | (TextOptions & Lenient<{ headingLevel?: number }>);
  actions?: SummaryActions;
  classes?: string;
  attributes?: Attributes;
}>;
export type SummaryListProps = Lenient<{
  rows: readonly (SummaryRow | false | null | undefined)[];
  card?: SummaryCard;
  classes?: string;
  attributes?: Attributes;
}>;

const isOptions = (value: unknown): value is TextOptions =>
  typeof value === "object" && value !== null && "content" in value && !("tag" in value);

const Action = ({ action, cardTitle }: { readonly action: SummaryAction; readonly cardTitle: Child }) => (
  <a
    class={classNames("govuk-link", action.classes)}
    href={safeHref(action.href)}
    {...safeAttributes(action.attributes)}
  >
    {action.content}
    {(action.visuallyHiddenText || cardTitle) && (
      <span class="govuk-visually-hidden">
        {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
        {cardTitle && <> ({cardTitle})</>}
      </span>
    )}
  </a>
);

type ActionsProps = { readonly actions: SummaryActions | undefined; readonly cardTitle: Child };

const RowActions = ({ actions, cardTitle }: ActionsProps) => {
  const [first, ...others] = actions?.items ?? [];
  if (first === undefined) return null;
  return (
    <dd class={classNames("govuk-summary-list__actions", actions?.classes)}>
      {others.length === 0 ? (
        <Action action={first} cardTitle={cardTitle} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {[first, ...others].map((action) => (
            <li class="govuk-summary-list__actions-list-item">
              <Action action={action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  );
};

const CardActions = ({ actions, cardTitle }: ActionsProps) => {
  const [first, ...others] = actions?.items ?? [];
  if (first === undefined) return null;
  const classes = classNames("govuk-summary-card__actions", actions?.classes);
  if (others.length === 0) {
    return (
      <div class={classes}>
        <Action action={first} cardTitle={cardTitle} />
      </div>
    );
  }
  return (
    <ul class={classes}>
      {[first, ...others].map((action) => (
        <li class="govuk-summary-card__action">
          <Action action={action} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  );
};

const Card = ({ card, children }: { readonly card: SummaryCard; readonly children: Child }) => {
  const title = card.title === undefined ? undefined : asOptions(card.title);
  const options = title as (TextOptions & { readonly headingLevel?: number | undefined }) | undefined;
  const Heading = `h${options?.headingLevel ?? 2}` as "h2";
  return (
    <div class={classNames("govuk-summary-card", card.classes)} {...safeAttributes(card.attributes)}>
      <div class="govuk-summary-card__title-wrapper">
        {options && (
          <Heading class={classNames("govuk-summary-card__title", options.classes)}>{options.content}</Heading>
        )}
        <CardActions actions={card.actions} cardTitle={options?.content} />
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  );
};

/** Facts as key and value, with links to change them; `card` frames it with a title. */
export const SummaryList = (props: SummaryListProps) => {
  const hasActions = props.rows.some((row) => row && (row.actions?.items?.length ?? 0) > 0);
  const cardTitle = props.card?.title === undefined ? undefined : asOptions(props.card.title).content;
  const list = (
    <dl class={classNames("govuk-summary-list", props.classes)} {...safeAttributes(props.attributes)}>
      {props.rows.map((row) => {
        if (!row) return null;
        const key = textOptions(row.key);
        const value = isOptions(row.value) ? row.value : { content: row.value };
        const isBare = hasActions && row.actions?.items === undefined;
        return (
          <div
            class={classNames("govuk-summary-list__row", isBare && "govuk-summary-list__row--no-actions", row.classes)}
          >
            <dt class={classNames("govuk-summary-list__key", key.classes)}>{key.content}</dt>
            <dd class={classNames("govuk-summary-list__value", value.classes)}>{value.content}</dd>
            <RowActions actions={row.actions} cardTitle={cardTitle} />
          </div>
        );
      })}
    </dl>
  );
  return props.card === undefined ? list : <Card card={props.card}>{list}</Card>;
};
