/** One tap on a register that the platform has not confirmed yet. */
export interface Tap {
  readonly placeId: string;
  readonly mark: string;
  readonly tapId: string;
  /** Of this device's own clock, in milliseconds: only how long ago it was is ever told. */
  readonly tappedAt: number;
}

/** Where a browser keeps text between visits. */
export interface TapStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const mostInOneRequest = 25;

const isTap = (value: unknown): value is Tap =>
  typeof value === "object" && value !== null && "placeId" in value && "tapId" in value && "tappedAt" in value;

/** Taps that wait for a connection. They outlive the page: whoever opens the register again sends them. */
export class TapQueue {
  readonly #store: TapStore | undefined;
  readonly #key: string;
  #taps: readonly Tap[];

  constructor(store: TapStore | undefined, key: string) {
    this.#store = store;
    this.#key = key;
    this.#taps = this.#read();
  }

  get size(): number {
    return this.#taps.length;
  }

  add(tap: Tap): void {
    this.#keep([...this.#taps, tap]);
  }

  /** The oldest ones, as many as a request takes. */
  next(): readonly Tap[] {
    return this.#taps.slice(0, mostInOneRequest);
  }

  /** They arrived, or nobody will ever take them. */
  remove(taps: readonly Tap[]): void {
    const gone = new Set(taps.map(({ tapId }) => tapId));
    this.#keep(this.#taps.filter(({ tapId }) => !gone.has(tapId)));
  }

  /** What was tapped last for a place and is not confirmed yet. */
  lastOf(placeId: string): Tap | undefined {
    return this.#taps.findLast((tap) => tap.placeId === placeId);
  }

  all(): readonly Tap[] {
    return this.#taps;
  }

  #read(): readonly Tap[] {
    try {
      const kept: unknown = JSON.parse(this.#store?.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isTap) : [];
    } catch {
      // What lies there is not ours, or nothing may be read: begin with nothing.
      return [];
    }
  }

  #keep(taps: readonly Tap[]): void {
    this.#taps = taps;
    try {
      this.#store?.setItem(this.#key, JSON.stringify(taps));
    } catch {
      // No room, or not allowed: the page itself still holds them.
    }
  }
}
