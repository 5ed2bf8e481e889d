import { type Child, classNames, type Lenient } from "../content.ts";
import { safeHref } from "../href.ts";
import { Button } from "./button.tsx";

/** Why there is nothing here, and what to do about it. */
export const EmptyState = (
  props: Lenient<{ title: string; children?: Child; action?: { readonly href: string; readonly text: string } }>,
) => (
  <div class="app-empty">
    <h2 class="govuk-heading-m">{props.title}</h2>
    {props.children && <div class="govuk-body">{props.children}</div>}
    {props.action && <Button href={props.action.href}>{props.action.text}</Button>}
  </div>
);

/** One figure with its name; `href` leads to what it counts. */
export const StatTile = (props: Lenient<{ label: string; value: Child; detail?: Child; href?: string }>) => (
  <div class="app-stat">
    <p class="app-stat__label">
      {props.href ? (
        <a class="app-stat__link" href={safeHref(props.href)}>
          {props.label}
        </a>
      ) : (
        props.label
      )}
    </p>
    <p class="app-stat__value">{props.value}</p>
    {props.detail && <p class="app-stat__detail">{props.detail}</p>}
  </div>
);

/** Tiles and cards side by side, as many in a row as there is room for; or one below the other, to be read as a list. */
export const Tiles = ({ asList, children }: { readonly asList?: boolean; readonly children: Child }) => (
  <div class={classNames("app-tiles", asList && "app-tiles--list")}>{children}</div>
);

/** A way onward with a title and a sentence. */
export const LinkCard = (props: Lenient<{ title: string; href: string; children?: Child }>) => (
  <div class="app-card">
    <h2 class="app-card__title">
      <a class="app-card__link" href={safeHref(props.href)}>
        {props.title}
      </a>
    </h2>
    {props.children && <p class="app-card__text">{props.children}</p>}
  </div>
);

/** The opening of a public page, over the full width; pass it as the page's `hero`. */
export const Hero = (props: Lenient<{ title: string; children?: Child; action?: Child }>) => (
  <div class="app-hero">
    <div class="govuk-width-container">
      <h1 class="app-hero__title">{props.title}</h1>
      {props.children && <p class="app-hero__lead">{props.children}</p>}
      {props.action}
    </div>
  </div>
);
