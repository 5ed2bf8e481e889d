import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@alliance/dev/synthesize";
import * as z from "zod";
import type { Figure } from "./figure.ts";

const Row = z.strictObject({
  measurement: z.string(),
  id: z.string(),
  figure: z.string(),
  target: z.string(),
  measured: z.string(),
  met: z.boolean().optional(),
  on: z.iso.date(),
  machine: z.string(),
  /** The computer's load average as its measurement began: 0 is a computer that does nothing else. */
  loadBefore: z.number(),
});
type Row = z.infer<typeof Row>;

const jsonPath = join(root, "docs/budgets.json");
const pagePath = join(root, "docs/budgets.md");

const known = (): readonly Row[] =>
  existsSync(jsonPath) ? z.array(Row).parse(JSON.parse(readFileSync(jsonPath, "utf8"))) : [];

/** The circumstances of one measurement, and what it found. */
interface Ran extends Pick<Row, "on" | "machine" | "loadBefore"> {
  readonly measurement: string;
  readonly figures: readonly Figure[];
}

/** The rows of the measurement that ran replace its from before; those of others stay, with their own dates. */
export function keepFigures({ figures, ...made }: Ran, order: readonly string[]): void {
  const kept = known().filter(({ measurement }) => measurement !== made.measurement && order.includes(measurement));
  const rows = [...kept, ...figures.map((figure) => ({ ...figure, ...made }))];
  rows.sort((a, b) => order.indexOf(a.measurement) - order.indexOf(b.measurement));
  writeFileSync(jsonPath, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(pagePath, pageOf(rows));
}

const verdictOf = ({ met }: Row): string => (met === undefined ? "" : met ? "met" : "**not met**");
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** The page; every word of a row comes from a measurement. */
function pageOf(rows: readonly Row[]): string {
  const missed = rows.filter(({ met }) => met === false).length;
  const asked = rows.filter(({ met }) => met !== undefined).length;
  const lines = rows.map((row) =>
    [row.figure, row.target, row.measured, verdictOf(row), `${row.on}, load ${row.loadBefore.toFixed(1)}`]
      .map((text) => ` ${cell(text)} `)
      .join("|"),
  );
  const machines = [...new Set(rows.map(({ machine }) => machine))];
  return `# Budgets and what was measured

Made by \`pnpm bench\` (or \`pnpm bench --only <names>\` for some of the rows); nothing on this page is typed.
${asked - missed} of ${asked} targets met. Measured on: ${machines.join("; ")}. The load is the computer's average of the minute
before a measurement: times taken on a busy computer say little.

| figure | target | measured | verdict | on |
|---|---|---|---|---|
${lines.map((line) => `|${line}|`).join("\n")}
`;
}
