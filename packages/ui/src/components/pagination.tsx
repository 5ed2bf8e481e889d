import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";
import { safeHref } from "../href.ts";

export type PaginationLink = Lenient<{ href: string; content?: Child; labelText?: string; attributes?: Attributes }>;
export type PaginationItem = Lenient<{
  number?: string | number;
  href?: string;
  current?: boolean;
  ellipsis?: boolean;
  visuallyHiddenText?: string;
  attributes?: Attributes;
}>;
export type PaginationProps = Lenient<{
  previous?: PaginationLink;
  next?: PaginationLink;
  items?: readonly PaginationItem[];
  landmarkLabel?: string;
  classes?: string;
  attributes?: Attributes;
}>;

const arrows = {
  prev: "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
  next: "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
};

type Direction = keyof typeof arrows;

const Arrow = ({ direction }: { readonly direction: Direction }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={arrows[direction]} />
  </svg>
);

const ArrowLink = (props: {
  readonly link: PaginationLink;
  readonly direction: Direction;
  readonly isBlock: boolean;
}) => {
  const { link, direction, isBlock } = props;
  const isBefore = isBlock || direction === "prev";
  const isDecorated = isBlock && !link.labelText;
  return (
    <div class={`govuk-pagination__${direction}`}>
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(link.href)}
        rel={direction}
        {...safeAttributes(link.attributes)}
      >
        {isBefore && <Arrow direction={direction} />}
        <span
          class={classNames("govuk-pagination__link-title", isDecorated && "govuk-pagination__link-title--decorated")}
        >
          {link.content ?? (
            <>
              {direction === "prev" ? "Previous" : "Next"}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.labelText && isBlock && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!isBefore && <Arrow direction={direction} />}
      </a>
    </div>
  );
};

const PageItem = ({ item }: { readonly item: PaginationItem }) => (
  <li
    class={classNames(
      "govuk-pagination__item",
      item.current && "govuk-pagination__item--current",
      item.ellipsis && "govuk-pagination__item--ellipsis",
    )}
  >
    {item.ellipsis ? (
      "⋯"
    ) : (
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(item.href ?? "")}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? "page" : undefined}
        {...safeAttributes(item.attributes)}
      >
        {item.number}
      </a>
    )}
  </li>
);

/** Previous and next alone suit lists read by cursor; numbered items suit lists that are counted. */
export const Pagination = (props: PaginationProps) => {
  const isBlock = props.items === undefined && (props.next !== undefined || props.previous !== undefined);
  return (
    <nav
      class={classNames("govuk-pagination", isBlock && "govuk-pagination--block", props.classes)}
      aria-label={props.landmarkLabel || "Pagination"}
      {...safeAttributes(props.attributes)}
    >
      {props.previous && <ArrowLink link={props.previous} direction="prev" isBlock={isBlock} />}
      {props.items && (
        <ul class="govuk-pagination__list">
          {props.items.map((item) => Object.keys(item).length > 0 && <PageItem item={item} />)}
        </ul>
      )}
      {props.next && <ArrowLink link={props.next} direction="next" isBlock={isBlock} />}
    </nav>
  );
};
