import type { Child, Lenient } from "../content.ts";

export type ProgressProps = Lenient<{
  id: string;
  /** What is under way, and how far it is: read out with the bar. */
  label: Child;
  value?: number;
  /** Without it nobody knows how much there is: the bar only says that work goes on. */
  max?: number;
}>;

/** How far long work is, as the browser draws it. */
export const Progress = ({ id, label, value, max }: ProgressProps) => (
  <div class="app-progress">
    <label class="govuk-body" for={id}>
      {label}
    </label>
    {max === undefined || value === undefined ? (
      <progress id={id} />
    ) : (
      <progress id={id} max={max} value={Math.min(value, max)} />
    )}
  </div>
);
