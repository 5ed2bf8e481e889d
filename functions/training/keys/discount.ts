import type { Key, Pattern, Put } from "@alliance/store";
import type { Discount } from "../schema/discount.ts";

const discountPk = (code: string): string => `discount#${code}`;

export const discountKey = (code: string): Key => ({ pk: discountPk(code), sk: "discount" });

/** A place that was booked with it: one of so many, claimed by its key. */
export const discountUseKey = (code: string, number: number): Key => ({
  pk: discountPk(code),
  sk: `used#${String(number).padStart(4, "0")}`,
});

export const discountUses = (code: string): Pattern => ({ pk: discountPk(code), skPrefix: "used#", limit: 100 });

/** For staff, the newest first. */
export const allDiscounts: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-discounts", descending: true };

export const discountPut = (discount: Discount, version: number): Put => ({
  key: discountKey(discount.code),
  entity: "training.discount",
  version,
  data: discount,
  gsi2: { pk: allDiscounts.pk, sk: `${discount.createdAt}#${discount.code}` },
});

export const discountEventsPk = discountPk;
