export interface Ran {
  readonly from: number;
  readonly to: number;
}

/** A jump is further than a browser lets pass between two looks at the time, at double speed too. */
const longestStep = 3;

/** Which seconds of a video ran, from looks at where it is: what was jumped over did not. */
export class Stretches {
  #from: number | undefined;
  #to = 0;
  readonly #done: Ran[] = [];

  /** It is here now, and runs. */
  at(seconds: number): void {
    if (this.#from === undefined || seconds < this.#to || seconds - this.#to > longestStep) {
      this.#close();
      this.#from = seconds;
    }
    this.#to = seconds;
  }

  /** How many seconds nobody was told of. */
  get untold(): number {
    return [...this.#done, ...this.#open()].reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** What ran since the last time, in whole seconds. */
  take(): readonly Ran[] {
    this.#close();
    return this.#done.splice(0);
  }

  /** It could not be told: the next time. */
  keep(ran: readonly Ran[]): void {
    this.#done.unshift(...ran);
  }

  #open(): readonly Ran[] {
    if (this.#from === undefined) return [];
    const [from, to] = [Math.floor(this.#from), Math.ceil(this.#to)];
    return this.#to > this.#from ? [{ from, to }] : [];
  }

  #close(): void {
    this.#done.push(...this.#open());
    // What comes next goes on from here, unless it is somewhere else.
    this.#from = this.#from === undefined ? undefined : this.#to;
  }
}
