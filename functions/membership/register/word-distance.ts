/**
 * How many letters have to be put in, left out or changed to make one word of the other (Levenshtein); undefined when
 * more than `most`.
 */
export function wordDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before = Uint8Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const now = new Uint8Array(b.length + 1);
    now[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const change = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      now[column] = Math.min(change, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1);
      least = Math.min(least, now[column] ?? 0);
    }
    if (least > most) return undefined;
    before = now;
  }
  const distance = before[b.length] ?? 0;
  return distance <= most ? distance : undefined;
}
