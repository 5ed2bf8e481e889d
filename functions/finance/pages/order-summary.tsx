import { vatSummary } from "@alliance/documents/vat";
import { Money, Table } from "@alliance/ui";
import type { Order } from "../schema.ts";

/** What is to be paid, line by line, with the VAT that is in it. */
export const OrderSummary = ({ order }: { readonly order: Pick<Order, "lines" | "totalPence"> }) => {
  const netPence = order.lines.reduce((sum, line) => sum + line.netPence, 0);
  const amount = (amountPence: number) =>
    ({ content: <Money amountPence={amountPence} />, format: "numeric" }) as const;
  return (
    <Table
      caption="What you are paying for"
      firstCellIsHeader
      head={[{ content: "Item" }, { content: "Amount", format: "numeric" }]}
      rows={[
        ...order.lines.map((line) => [{ content: line.description }, amount(line.netPence)]),
        [{ content: "Total before VAT" }, amount(netPence)],
        ...vatSummary(order.lines).map((row) => [
          { content: row.vatRatePercent > 0 ? `VAT at ${row.vatRatePercent}%` : "VAT (exempt)" },
          amount(row.vatPence),
        ]),
        [{ content: "Total to pay" }, amount(order.totalPence)],
      ]}
    />
  );
};
