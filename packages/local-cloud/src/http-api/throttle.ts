/** A token bucket as API Gateway has it: a steady rate a second and a burst above it. */
export class Throttle {
  readonly #rate: number;
  readonly #burst: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  constructor(settings: { readonly rate: number; readonly burst: number; readonly now: () => number }) {
    this.#rate = settings.rate;
    this.#burst = settings.burst;
    this.#now = settings.now;
    this.#tokens = settings.burst;
    this.#filledAt = settings.now();
  }

  admits(): boolean {
    const now = this.#now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#rate);
    this.#filledAt = now;
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }
}
