import { dateInWords } from "@alliance/core";
import type { Listing, Session, SessionStatus } from "../schema/session.ts";
import { formatNames, type PoolId } from "../schema/topics.ts";
import type { PoolLeft } from "../sessions/availability.ts";

/** "20 January 2027, 12:00", as clocks in London show it. */
export const timeInWords = (local: string): string => `${dateInWords(local.slice(0, 10))}, ${local.slice(11)}`;

/** What is credited to who cancels, a line a step of the ladder. */
type Terms = Pick<Session, "cancellationLadder" | "price">;

export function ladderInWords({ cancellationLadder: steps, price }: Terms): readonly string[] {
  if (price.listNetPence === 0) {
    return ["It costs nothing: please do, so that somebody else can come. You can send somebody else at any time"];
  }
  if (steps.length === 0) return ["Nothing is given back; you can send somebody else at any time"];
  const lines = steps.map(({ daysBefore, creditPercent }) => {
    const until =
      daysBefore === 0 ? "Until the day itself" : `Until ${daysBefore} ${daysBefore === 1 ? "day" : "days"} before`;
    return `${until}: ${creditPercent === 100 ? "all of the price" : `${creditPercent}% of the price`} is credited`;
  });
  return [...lines, "After that nothing is; you can send somebody else at any time"];
}

/** "Online", "In person, North East" */
export const whereInWords = ({ format, region }: Pick<Listing, "format" | "region">): string =>
  [formatNames[format], format === "online" ? undefined : region].filter(Boolean).join(", ");

/** From here on a list says how many are left. */
const few = 5;

const inPool: Readonly<Record<PoolId, string>> = { room: "in the room", online: "online" };

/** "3 places left in the room"; nothing where there are plenty. */
export function fewLeftInWords(pools: readonly PoolLeft[]): string | undefined {
  if (pools.every(({ left }) => left === 0)) return "Full: join the queue";
  const scarce = pools.filter(({ left }) => left <= few);
  const words = scarce.map(({ poolId, left }) => {
    const where = pools.length > 1 ? ` ${inPool[poolId]}` : "";
    if (left === 0) return `full${where}`;
    return `${left === 1 ? "1 place" : `${left} places`} left${where}`;
  });
  const joined = words.join(", ");
  return joined === "" ? undefined : `${joined.slice(0, 1).toUpperCase()}${joined.slice(1)}`;
}

/** "24 in the room, 3 of them left" */
export const placesInAll = (pools: readonly PoolLeft[]): string =>
  pools
    .map(({ poolId, capacity, left }) => {
      const standing = left === 0 ? ", all taken" : left < capacity ? `, ${left} of them left` : "";
      return `${capacity} ${inPool[poolId]}${standing}`;
    })
    .join("; ");

export const statusTags: Readonly<Record<SessionStatus, { readonly text: string; readonly classes: string }>> = {
  draft: { text: "Draft", classes: "govuk-tag--grey" },
  scheduled: { text: "Publishes itself", classes: "govuk-tag--yellow" },
  published: { text: "Published", classes: "govuk-tag--green" },
  cancelled: { text: "Cancelled", classes: "govuk-tag--red" },
  completed: { text: "Over", classes: "govuk-tag--blue" },
};
