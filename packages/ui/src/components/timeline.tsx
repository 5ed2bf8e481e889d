import type { Child, Lenient } from "../content.ts";
import { LondonDate } from "./formatted.tsx";

export type TimelineItem = Lenient<{
  title: string;
  /** ISO instant; shown as London date and time. */
  at: string;
  /** Who did it: a person's name, "Card payment", "The platform". */
  by?: string;
  children?: Child;
  /** Colours the dot; the title carries the meaning. */
  tone?: "attention" | "done";
}>;

/** What happened to a case, newest first as given: title, who, when, and details. */
export const Timeline = (props: {
  readonly items: readonly TimelineItem[];
  readonly headingLevel?: 2 | 3 | 4 | undefined;
}) => {
  const Heading = `h${props.headingLevel ?? 3}` as "h3";
  return (
    <ol class="app-timeline">
      {props.items.map((item) => (
        <li class={item.tone ? `app-timeline__item app-timeline__item--${item.tone}` : "app-timeline__item"}>
          <Heading class="app-timeline__title">{item.title}</Heading>
          <p class="app-timeline__byline">
            <LondonDate value={item.at} withTime />
            {item.by && <> · {item.by}</>}
          </p>
          {item.children && <div class="app-timeline__body">{item.children}</div>}
        </li>
      ))}
    </ol>
  );
};
