import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";
import { safeHref } from "../href.ts";

export type LinkProps = Lenient<{ href: string; children: Child; classes?: string; attributes?: Attributes }>;

/** A link in running text; an address that could run script renders as text. */
export const Link = ({ href, children, classes, attributes }: LinkProps) => (
  <a class={classNames("govuk-link", classes)} href={safeHref(href)} {...safeAttributes(attributes)}>
    {children}
  </a>
);
