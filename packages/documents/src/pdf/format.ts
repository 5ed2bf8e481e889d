import type { VatTreatment } from "../vat.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Integer pence as "£1,234.50", with a true minus sign. No float: pounds and pence are split as integers. */
export function formatPence(pence: number): string {
  const absolute = Math.abs(pence);
  const pounds = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${pence < 0 ? "−" : ""}£${pounds}.${String(absolute % 100).padStart(2, "0")}`;
}

/** "2026-09-01" as "1 September 2026". */
export function formatDay(isoDay: string): string {
  const [year, month, day] = isoDay.split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

export function formatPeriod(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined) return to === undefined ? undefined : `To ${formatDay(to)}`;
  return to === undefined || to === from ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

export function formatRate(treatment: VatTreatment, ratePercent: number): string {
  if (treatment === "exempt") return "Exempt";
  if (treatment === "outside-scope") return "No VAT";
  return `${ratePercent}%`;
}
