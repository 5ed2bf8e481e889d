import * as z from "zod";

/** Money is whole pence; there are no other currencies yet. */
export const Pence = z.int().min(-1_000_000_000).max(1_000_000_000);
export type Pence = number;

/** 123450 → "£1,234.50"; credits carry a minus sign before the pound. */
export function pounds(amountPence: Pence): string {
  const whole = Math.floor(Math.abs(amountPence) / 100).toString();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const pence = String(Math.abs(amountPence) % 100).padStart(2, "0");
  return `${amountPence < 0 ? "−" : ""}£${grouped}.${pence}`;
}

/** What somebody typed as pounds, "£1,250" or "99.50", in pence; undefined for anything else. */
export function penceTyped(typed: string): Pence | undefined {
  const match = /^£?\s*(\d{1,3}(?:,?\d{3})*)(?:\.(\d{2}))?$/.exec(typed.trim());
  return match ? Number((match[1] ?? "").replaceAll(",", "")) * 100 + Number(match[2] ?? 0) : undefined;
}

/** The same way back, for a field that somebody changes: "1250", "99.50". */
export const poundsTyped = (amountPence: Pence): string =>
  amountPence % 100 === 0 ? String(amountPence / 100) : (amountPence / 100).toFixed(2);
