/** A place among those that work at the same time. */
export interface Turns {
  /** Resolves when it is one's turn, first come first served; call what it answers when done. */
  take(): Promise<() => void>;
}

/** So many at once, whoever they are. */
export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const give = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return give;
    },
  };
}
