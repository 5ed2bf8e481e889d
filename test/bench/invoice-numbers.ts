import { openEmbeddedTable } from "../contracts/embedded-table.ts";
import { issueAtOnce } from "./concurrent-issuers.ts";
import { exactly, listed, type Measurement } from "./figure.ts";

const issuers = 100;

/** A hundred events at ten instances of the worker in the same moment, on the embedded database. */
export const invoiceNumbers: Measurement = {
  name: "invoice-numbers",
  run: async () => {
    const { table, close } = await openEmbeddedTable();
    try {
      const { numbers, seconds } = await issueAtOnce(table, issuers);
      const counts = numbers.map((number) => Number(number.slice(-6)));
      const last = Math.max(...counts);
      const title = `${issuers} invoices issued at once by ten workers`;
      return [
        exactly({ id: "numbers-issued", figure: `${title}: invoices`, wanted: issuers, value: numbers.length }),
        exactly({
          ...{ id: "numbers-gaps", figure: `${title}: numbers left out`, wanted: 0 },
          value: last - new Set(counts).size,
        }),
        exactly({
          ...{ id: "numbers-twins", figure: `${title}: numbers given twice`, wanted: 0 },
          value: numbers.length - new Set(numbers).size,
        }),
        listed("numbers-time", `${title}: until the last has its number`, `${seconds.toFixed(1)} s`),
      ];
    } finally {
      await close();
    }
  },
};
