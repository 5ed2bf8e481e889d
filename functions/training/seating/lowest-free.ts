/** The lowest numbers that are not taken, of 1 to `most`; fewer where there are not so many. */
export function lowestFree(most: number, count: number, taken: ReadonlySet<number>): readonly number[] {
  const free: number[] = [];
  for (let number = 1; number <= most && free.length < count; number++) if (!taken.has(number)) free.push(number);
  return free;
}
