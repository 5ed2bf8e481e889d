import type { Child, Lenient } from "../content.ts";

export type FoldProps = Lenient<{
  title: string;
  /** What it says now, so that nobody has to open it to know. */
  now?: string;
  open?: boolean;
  children: Child;
}>;

/** A part of a long form behind its heading; works without script. Open it where something is wrong in it. */
export const Fold = ({ title, now, open, children }: FoldProps) => (
  <details class="app-fold" open={open}>
    <summary class="app-fold__summary">
      <span class="app-fold__title">{title}</span>
      {now && <span class="app-fold__now"> {now}</span>}
    </summary>
    <div class="app-fold__body">{children}</div>
  </details>
);

/** Short fields side by side, also on a phone; those without room go below. */
export const FieldRow = ({ children }: { readonly children: Child }) => <div class="app-fields">{children}</div>;
