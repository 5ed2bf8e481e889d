import type { Chapter, Stretch } from "../schema/recording.ts";

/** What has been seen is noted in parts of so many seconds. */
export const partSeconds = 15;

/** So much of the parts makes it complete: who skips the greeting and the thanks has seen it. */
export const completePercent = 90;

const partsOf = (minutes: number): number => Math.ceil((minutes * 60) / partSeconds);

const bitsOf = (seen: string): bigint => (seen === "" ? 0n : BigInt(`0x${seen}`));

function countOf(bits: bigint): number {
  let count = 0;
  for (let rest = bits; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

/**
 * With a stretch added. What is seen is never unseen: stretches may come twice, in any order and from several devices, and
 * the sum is the same. A part counts when as good as half of it was watched.
 */
export function withSeen(seen: string, { from, to }: Stretch, minutes: number): string {
  const parts = partsOf(minutes);
  let bits = bitsOf(seen);
  for (let part = Math.floor(from / partSeconds); part * partSeconds < to && part < parts; part++) {
    const watched = Math.min(to, (part + 1) * partSeconds) - Math.max(from, part * partSeconds);
    if (watched >= partSeconds / 2 || to >= minutes * 60) bits |= 1n << BigInt(part);
  }
  return bits === 0n ? "" : bits.toString(16);
}

/** How much of a recording has been seen, in whole percent, rounded down. */
export const percentSeen = (seen: string, minutes: number): number =>
  Math.floor((countOf(bitsOf(seen)) * 100) / partsOf(minutes));

/** From a chapter's beginning to the next one's, or the end. */
export function stretchOf(chapters: readonly Chapter[], at: number, minutes: number): Stretch | undefined {
  const chapter = chapters[at];
  return chapter && { from: chapter.startsAtSeconds, to: chapters[at + 1]?.startsAtSeconds ?? minutes * 60 };
}

/** Whether every part that a stretch touches has been seen. */
export const hasSeen = (seen: string, stretch: Stretch, minutes: number): boolean =>
  seen !== "" && withSeen(seen, stretch, minutes) === seen;
