import type { Lenient } from "../content.ts";
import { Table } from "./table.tsx";

export type Bar = Lenient<{
  label: string;
  /** Zero or more. */
  value: number;
  /** How the value is written: "£1,200.00". The number itself unless given. */
  text?: string;
}>;

export type BarChartProps = Lenient<{
  /** Unique in the page. */
  id: string;
  title: string;
  /** What the chart says, in a sentence, for those who cannot see it. */
  description: string;
  labelHeading: string;
  valueHeading: string;
  bars: readonly Bar[];
}>;

const rowHeight = 52;
const barHeight = 20;

const textOf = (bar: Bar): string => bar.text ?? bar.value.toLocaleString("en-GB");

const BarRow = ({ bar, y, share }: { readonly bar: Bar; readonly y: number; readonly share: number }) => (
  <>
    <text class="app-chart__label" x="0" y={y + 16}>
      {bar.label}
    </text>
    <text class="app-chart__value" x="100%" y={y + 16} text-anchor="end">
      {textOf(bar)}
    </text>
    <rect class="app-chart__track" x="0" y={y + 24} width="100%" height={barHeight} rx="3" />
    <rect class="app-chart__bar" x="0" y={y + 24} width={`${share}%`} height={barHeight} rx="3" />
  </>
);

/**
 * Horizontal bars above the table they are drawn from. Widths are percentages of the page, without a view box,
 * so that the words keep their size on a small screen. Its heading is the page's second level.
 */
export const BarChart = (props: BarChartProps) => {
  const largest = Math.max(0, ...props.bars.map((bar) => bar.value));
  const shareOf = (bar: Bar): number => (largest === 0 ? 0 : Math.round((bar.value / largest) * 1000) / 10);
  return (
    <div class="app-chart">
      <h2 class="govuk-heading-m">{props.title}</h2>
      <svg
        class="app-chart__drawing"
        role="img"
        aria-labelledby={`${props.id}-title ${props.id}-desc`}
        width="100%"
        height={Math.max(1, props.bars.length) * rowHeight}
        xmlns="http://www.w3.org/2000/svg"
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{props.description}</desc>
        {props.bars.map((bar, index) => (
          <BarRow bar={bar} y={index * rowHeight} share={shareOf(bar)} />
        ))}
      </svg>
      <Table
        caption={props.title}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ content: props.labelHeading }, { content: props.valueHeading, format: "numeric" }]}
        rows={props.bars.map((bar) => [{ content: bar.label }, { content: textOf(bar), format: "numeric" }])}
      />
    </div>
  );
};
