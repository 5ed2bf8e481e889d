/** Numbers that look random and come out the same for the same seed: nothing secret, only spread. */
function* spread(seed: string): Generator<number, never> {
  let state = 2_166_136_261;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16_777_619);
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

/**
 * So many of the seats 1 to `capacity` that are not taken; undefined where there are fewer. Buyers who choose at the
 * same moment choose far apart, each by its own seed.
 */
export function pickSeats(
  seed: string,
  capacity: number,
  count: number,
  taken: ReadonlySet<number> = new Set(),
): readonly number[] | undefined {
  const chance = spread(seed);
  const next = (below: number): number => Math.floor(chance.next().value * below);
  if (count > capacity - taken.size) return undefined;
  const picked = new Set<number>();
  // A blind guess mostly hits while more than half is free; else it is chosen among what is.
  if ((taken.size + count) * 2 <= capacity) {
    while (picked.size < count) {
      const number = next(capacity) + 1;
      if (!taken.has(number)) picked.add(number);
    }
    return [...picked];
  }
  const free = Array.from({ length: capacity }, (_, at) => at + 1).filter((number) => !taken.has(number));
  if (free.length < count) return undefined;
  while (picked.size < count) picked.add(free[next(free.length)] as number);
  return [...picked];
}

/** The lowest numbers that are not taken, of 1 to `most`; fewer where there are not so many. */
export function lowestFree(most: number, count: number, taken: ReadonlySet<number>): readonly number[] {
  const free: number[] = [];
  for (let number = 1; number <= most && free.length < count; number++) if (!taken.has(number)) free.push(number);
  return free;
}
