import type { MovableClock } from "../clock.ts";
import type { Cloud } from "../contract.ts";
import type { TimelineStore } from "../timeline.ts";

/** The console may do more than a service: move the clock and read the timeline. */
export interface WideCloud extends Cloud {
  readonly clock: MovableClock;
  readonly timeline: TimelineStore;
}
