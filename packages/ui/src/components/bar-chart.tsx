import type { Lenient } from "../content.ts";
import { Link } from "./link.tsx";
import { Table } from "./table.tsx";

export type Bar = Lenient<{
  label: string;
  /** Zero or more. */
  value: number;
  /** How the value is written: "£1,200.00". The number itself unless given. */
  text?: string;
  /** What the bar is of: its line of the table leads there. */
  href?: string;
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
  /** What the full width stands for: the largest bar unless given. Shares are of a hundred, or 8% looks like all. */
  outOf?: number;
}>;

const barHeight = 20;
const lineHeight = 20;
/** As many letters stand side by side on a small phone: a drawing does not wrap its words by itself. */
const lettersPerLine = 36;

const textOf = (bar: Bar): string => bar.text ?? bar.value.toLocaleString("en-GB");

/** The label in lines that a small phone holds; its last line leaves room for the value. */
function linesOf(bar: Bar): readonly string[] {
  const lines: string[] = [];
  for (const word of bar.label.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && longer.length <= lettersPerLine) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  const last = (lines.at(-1) ?? "").length + 2 + textOf(bar).length;
  return last > lettersPerLine ? [...lines, ""] : lines;
}

const heightOf = (bar: Bar): number => linesOf(bar).length * lineHeight + barHeight + 12;

const BarRow = ({ bar, y, share }: { readonly bar: Bar; readonly y: number; readonly share: number }) => {
  const lines = linesOf(bar);
  const top = y + lines.length * lineHeight + 4;
  return (
    <>
      {lines.map((line, at) => (
        <text class="app-chart__label" x="0" y={y + at * lineHeight + 16}>
          {line}
        </text>
      ))}
      <text class="app-chart__value" x="100%" y={top - 8} text-anchor="end">
        {textOf(bar)}
      </text>
      <rect class="app-chart__track" x="0" y={top} width="100%" height={barHeight} rx="3" />
      <rect class="app-chart__bar" x="0" y={top} width={`${share}%`} height={barHeight} rx="3" />
    </>
  );
};

/**
 * Horizontal bars above the table they are drawn from. Widths are percentages of the page, without a view box,
 * so that the words keep their size on a small screen. Its heading is the page's second level.
 */
export const BarChart = (props: BarChartProps) => {
  const largest = props.outOf ?? Math.max(0, ...props.bars.map((bar) => bar.value));
  const shareOf = (bar: Bar): number =>
    largest === 0 ? 0 : Math.min(100, Math.round((bar.value / largest) * 1000) / 10);
  const heights = props.bars.map(heightOf);
  const topOf = (index: number): number => heights.slice(0, index).reduce((sum, height) => sum + height, 0);
  return (
    <div class="app-chart">
      <h2 class="govuk-heading-m">{props.title}</h2>
      <svg
        class="app-chart__drawing"
        role="img"
        aria-labelledby={`${props.id}-title ${props.id}-desc`}
        width="100%"
        height={Math.max(1, topOf(props.bars.length))}
        xmlns="http://www.w3.org/2000/svg"
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{props.description}</desc>
        {props.bars.map((bar, index) => (
          <BarRow bar={bar} y={topOf(index)} share={shareOf(bar)} />
        ))}
      </svg>
      <Table
        caption={props.title}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ content: props.labelHeading }, { content: props.valueHeading, format: "numeric" }]}
        rows={props.bars.map((bar) => [
          { content: bar.href === undefined ? bar.label : <Link href={bar.href}>{bar.label}</Link> },
          { content: textOf(bar), format: "numeric" },
        ])}
      />
    </div>
  );
};
