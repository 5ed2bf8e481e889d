import type { Key } from "./table.ts";

/** What DynamoDB reads in one request. */
const most = 100;

/** Tells one item from another. */
export const placeOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** Each key once, which DynamoDB insists on, in batches that it takes. */
export function hundredsOf(keys: readonly Key[]): Key[][] {
  const once = [...new Map(keys.map((key) => [placeOf(key), key])).values()];
  return Array.from({ length: Math.ceil(once.length / most) }, (_, at) => once.slice(at * most, (at + 1) * most));
}
