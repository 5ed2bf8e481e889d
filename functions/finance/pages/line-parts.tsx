import type { InvoiceLine } from "@alliance/documents/invoice";
import { totalsOf, vatSummary } from "@alliance/documents/vat";
import { formatDate, Money, Table } from "@alliance/ui";

const money = (amountPence: number) => ({ content: <Money amountPence={amountPence} />, format: "numeric" }) as const;

/** "20%", "0% (zero-rated)", "exempt": what a line or a sum of VAT is called. */
export function vatName({
  vatTreatment,
  vatRatePercent,
}: Pick<InvoiceLine, "vatTreatment" | "vatRatePercent">): string {
  if (vatTreatment === "exempt") return "exempt";
  if (vatTreatment === "outside-scope") return "outside the scope";
  return vatTreatment === "zero" ? "0% (zero-rated)" : `${vatRatePercent}%`;
}

const sumName = (row: Pick<InvoiceLine, "vatTreatment" | "vatRatePercent">): string =>
  row.vatRatePercent > 0 || row.vatTreatment === "zero" ? `VAT at ${vatName(row)}` : `VAT (${vatName(row)})`;

const Small = ({ children }: { readonly children: string }) => (
  <>
    <br />
    <span class="govuk-hint">{children}</span>
  </>
);

const Item = ({ line }: { readonly line: InvoiceLine }) => (
  <>
    {line.description}
    {line.serviceFrom && line.serviceTo && (
      <Small>{`${formatDate(line.serviceFrom)} to ${formatDate(line.serviceTo)}`}</Small>
    )}
    {line.vatNote && <Small>{line.vatNote}</Small>}
  </>
);

interface LinesTableProps {
  readonly lines: readonly InvoiceLine[];
  readonly caption: string;
  readonly totalName?: string;
}

/** What is charged for, line by line with the VAT of each, and the sums by rate. */
export const LinesTable = ({ lines, caption, totalName = "Total" }: LinesTableProps) => {
  const totals = totalsOf(lines);
  return (
    <>
      <Table
        stacks
        caption={caption}
        firstCellIsHeader
        head={[
          { content: "Item" },
          { content: "VAT rate", format: "numeric" },
          { content: "VAT", format: "numeric" },
          { content: "Net", format: "numeric" },
        ]}
        rows={lines.map((line) => [
          { content: <Item line={line} /> },
          { content: vatName(line), format: "numeric" as const },
          money(line.vatPence),
          money(line.netPence),
        ])}
      />
      <Table
        caption="Sums"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        rows={[
          [{ content: "Total before VAT" }, money(totals.netPence)],
          ...vatSummary(lines).map((row) => [{ content: sumName(row) }, money(row.vatPence)]),
          [{ content: totalName }, money(totals.totalPence)],
        ]}
      />
    </>
  );
};
