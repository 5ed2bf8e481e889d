import { type Attributes, type Child, classNames, isBlank, type Lenient, safeAttributes } from "../content.ts";
import { safeHref } from "../href.ts";

export type NavigationItem = Lenient<{
  content: Child;
  href?: string;
  /** This page. */
  current?: boolean;
  /** The part of the site that this page is in. */
  active?: boolean;
  attributes?: Attributes;
}>;

export type ServiceNavigationProps = Lenient<{
  navigation?: readonly (NavigationItem | false | null | undefined)[];
  serviceName?: string;
  serviceUrl?: string;
  ariaLabel?: string;
  navigationLabel?: string;
  navigationId?: string;
  navigationClasses?: string;
  menuButtonText?: string;
  menuButtonLabel?: string;
  collapseNavigationOnMobile?: boolean;
  /** At the right of the bar, or under it on a small screen: who is signed in. */
  end?: Child;
  endIsInline?: boolean;
  classes?: string;
  attributes?: Attributes;
}>;

const ServiceName = ({ name, url }: { readonly name: string; readonly url: string | undefined }) => (
  <span class="govuk-service-navigation__service-name">
    {url ? (
      <a href={safeHref(url)} class="govuk-service-navigation__link">
        {name}
      </a>
    ) : (
      <span class="govuk-service-navigation__text">{name}</span>
    )}
  </span>
);

const Item = ({ item }: { readonly item: NavigationItem }) => {
  const isActive = item.active || item.current;
  const current = item.current ? "page" : isActive ? "true" : undefined;
  const content = isActive ? (
    <strong class="govuk-service-navigation__active-fallback">{item.content}</strong>
  ) : (
    item.content
  );
  return (
    <li class={classNames("govuk-service-navigation__item", isActive && "govuk-service-navigation__item--active")}>
      {item.href ? (
        <a
          class="govuk-service-navigation__link"
          href={safeHref(item.href)}
          aria-current={current}
          {...safeAttributes(item.attributes)}
        >
          {content}
        </a>
      ) : (
        !isBlank(item.content) && (
          <span class="govuk-service-navigation__text" aria-current={current}>
            {content}
          </span>
        )
      )}
    </li>
  );
};

const Menu = (props: ServiceNavigationProps & { readonly items: readonly NavigationItem[] }) => {
  const menuText = props.menuButtonText || "Menu";
  const navigationId = props.navigationId || "navigation";
  const collapses = props.collapseNavigationOnMobile ?? props.items.length > 1;
  return (
    <nav
      aria-label={props.navigationLabel || menuText}
      class={classNames("govuk-service-navigation__wrapper", props.navigationClasses)}
    >
      {collapses && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden altogether until the script shows it and takes both away
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={navigationId}
          aria-label={props.menuButtonLabel === menuText ? undefined : props.menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menuText}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={navigationId}>
        {props.items.map((item) => (
          <Item item={item} />
        ))}
      </ul>
    </nav>
  );
};

export const ServiceNavigation = (props: ServiceNavigationProps) => {
  const items = (props.navigation ?? []).filter((item) => !!item);
  const shared = {
    class: classNames("govuk-service-navigation", props.classes),
    "data-module": "govuk-service-navigation",
    ...safeAttributes(props.attributes),
  };
  const inner = (
    <div
      class={classNames("govuk-width-container", props.endIsInline && "govuk-service-navigation__inlining-container")}
    >
      <div class="govuk-service-navigation__container">
        {props.serviceName && <ServiceName name={props.serviceName} url={props.serviceUrl} />}
        {items.length > 0 && <Menu {...props} items={items} />}
      </div>
      {props.end}
    </div>
  );
  if (props.serviceName || !isBlank(props.end)) {
    return (
      <section aria-label={props.ariaLabel ?? "Service information"} {...shared}>
        {inner}
      </section>
    );
  }
  return <div {...shared}>{inner}</div>;
};
