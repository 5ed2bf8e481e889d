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
