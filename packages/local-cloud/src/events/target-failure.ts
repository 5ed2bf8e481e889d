/** A target was reached and failed by itself: its code, not the way to it. */
export class TargetFailure extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}
