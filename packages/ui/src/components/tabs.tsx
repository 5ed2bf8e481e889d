import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";

export type Tab = Lenient<{
  label: string;
  id: string;
  /** A plain text becomes a paragraph. */
  content: Child;
  attributes?: Attributes;
  panelAttributes?: Attributes;
}>;
export type TabsProps = Lenient<{
  items: readonly (Tab | false | null | undefined)[];
  title?: string;
  id?: string;
  classes?: string;
  attributes?: Attributes;
}>;

const TabPanel = ({ tab, isFirst }: { readonly tab: Tab; readonly isFirst: boolean }) => (
  <div
    class={classNames("govuk-tabs__panel", !isFirst && "govuk-tabs__panel--hidden")}
    id={tab.id}
    {...safeAttributes(tab.panelAttributes)}
  >
    {typeof tab.content === "string" ? <p class="govuk-body">{tab.content}</p> : tab.content}
  </div>
);

/** Without script every panel is shown, under a list of links to them. */
export const Tabs = (props: TabsProps) => (
  <div
    id={props.id}
    class={classNames("govuk-tabs", props.classes)}
    {...safeAttributes(props.attributes)}
    data-module="govuk-tabs"
  >
    <h2 class="govuk-tabs__title">{props.title ?? "Contents"}</h2>
    {props.items.length > 0 && (
      <ul class="govuk-tabs__list">
        {props.items.map(
          (tab, index) =>
            tab && (
              <li class={classNames("govuk-tabs__list-item", index === 0 && "govuk-tabs__list-item--selected")}>
                <a class="govuk-tabs__tab" href={`#${tab.id}`} {...safeAttributes(tab.attributes)}>
                  {tab.label}
                </a>
              </li>
            ),
        )}
      </ul>
    )}
    {props.items.map((tab, index) => tab && <TabPanel tab={tab} isFirst={index === 0} />)}
  </div>
);
