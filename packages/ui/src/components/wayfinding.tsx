import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";
import { safeHref } from "../href.ts";

export type Breadcrumb = Lenient<{ content: Child; href?: string; attributes?: Attributes }>;
export type BreadcrumbsProps = Lenient<{
  items: readonly Breadcrumb[];
  collapseOnMobile?: boolean;
  labelText?: string;
  classes?: string;
  attributes?: Attributes;
}>;

export const Breadcrumbs = (props: BreadcrumbsProps) => (
  <nav
    class={classNames(
      "govuk-breadcrumbs",
      props.classes,
      props.collapseOnMobile && "govuk-breadcrumbs--collapse-on-mobile",
    )}
    {...safeAttributes(props.attributes)}
    aria-label={props.labelText ?? "Breadcrumb"}
  >
    <ol class="govuk-breadcrumbs__list">
      {props.items.map((item) =>
        item.href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={safeHref(item.href)} {...safeAttributes(item.attributes)}>
              {item.content}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {item.content}
          </li>
        ),
      )}
    </ol>
  </nav>
);

type LinkOptions = Lenient<{ href: string; children?: Child; classes?: string; attributes?: Attributes }>;

export const BackLink = (props: LinkOptions) => (
  <a
    href={safeHref(props.href)}
    class={classNames("govuk-back-link", props.classes)}
    {...safeAttributes(props.attributes)}
  >
    {props.children ?? "Back"}
  </a>
);

export const SkipLink = (props: LinkOptions) => (
  <a
    href={safeHref(props.href)}
    class={classNames("govuk-skip-link", props.classes)}
    {...safeAttributes(props.attributes)}
    data-module="govuk-skip-link"
  >
    {props.children ?? "Skip to main content"}
  </a>
);
