/** The numbers of one cron field: lists, ranges, steps and names. Throws for what it is not. */
export function numbersOf(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const numbers = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", stepText] = part.split("/");
    const step = stepText === undefined ? 1 : whole(stepText, field);
    const [from, to] = bounds(range, stepText !== undefined, least, most, names, field);
    if (step < 1 || from < least || to > most || from > to) throw new Error(`"${field}" is out of range.`);
    for (let number = from; number <= to; number += step) numbers.add(number);
  }
  return numbers;
}

function bounds(
  range: string,
  stepped: boolean,
  least: number,
  most: number,
  names: readonly string[],
  field: string,
): [number, number] {
  if (range === "*" || range === "?") return [least, most];
  const [first = "", last] = range.split("-");
  const from = numberOf(first, least, names, field);
  return [from, last === undefined ? (stepped ? most : from) : numberOf(last, least, names, field)];
}

/** A number or one of the names, the first of which stands for the least number. */
export function numberOf(text: string, least: number, names: readonly string[], field: string): number {
  const named = names.indexOf(text.toUpperCase());
  return named === -1 ? whole(text, field) : named + least;
}

function whole(text: string, field: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`"${field}" is not understood.`);
  return Number(text);
}
