import { compilePattern, type Matches } from "../events/pattern.ts";
import { Refusal } from "../refusal.ts";

/** A mapping's FilterCriteria: a record passes when any of the filters selects it; all pass when there are none. */
export function compileFilters(filters: readonly { readonly Pattern: string }[] | undefined, name: string): Matches {
  if (filters === undefined || filters.length === 0) return () => true;
  const compiled = filters.map(({ Pattern }) => {
    try {
      return compilePattern(JSON.parse(Pattern), "filter");
    } catch (error) {
      throw new Refusal(`${name}: ${(error as Error).message}`);
    }
  });
  return (record) => compiled.some((matches) => matches(record));
}

/** A queue's filters see the message's body as JSON; a body that is not stays text. */
export function filterableMessage(record: { readonly body: string }): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) as unknown };
  } catch {
    return record;
  }
}
