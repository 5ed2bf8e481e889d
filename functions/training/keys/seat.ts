import type { Key, Pattern, Put, Stored } from "@alliance/store";
import type { PlacesLeft, Seat } from "../schema/seat.ts";
import type { PoolId } from "../schema/topics.ts";
import { sessionPk } from "./session.ts";

const numbered = (number: number): string => String(number).padStart(4, "0");

export const seatKey = (sessionId: string, poolId: PoolId, number: number): Key => ({
  pk: sessionPk(sessionId),
  sk: `seat#${poolId}#${numbered(number)}`,
});

/** Places of a school under its quota of a session are seats of a pool of their own. */
export const quotaKey = (sessionId: string, organisationId: string, number: number): Key => ({
  pk: sessionPk(sessionId),
  sk: `seat#school:${organisationId}#${numbered(number)}`,
});

/** Places that come with a membership, used up across sessions. */
export const allowanceKey = (membershipId: string, benefitId: string, number: number): Key => ({
  pk: `allowance#${membershipId}`,
  sk: `used#${benefitId}#${numbered(number)}`,
});

export const numberOf = ({ sk }: Key): number => Number(sk.slice(sk.lastIndexOf("#") + 1));

export const seatsOf = (sessionId: string, poolId: PoolId): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: `seat#${poolId}#`,
  limit: 100,
});

export const quotaSeatsOf = (sessionId: string, organisationId: string): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: `seat#school:${organisationId}#`,
  limit: 100,
});

export const allowanceUsed = (membershipId: string, benefitId: string): Pattern => ({
  pk: `allowance#${membershipId}`,
  skPrefix: `used#${benefitId}#`,
  limit: 100,
});

export const seatPut = (key: Key, seat: Seat, version: number): Put => ({
  key,
  entity: "training.seat",
  version,
  data: seat,
});

export const placesLeftKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "places-left" });

/** Those that are to be counted again, the longest uncounted first. */
export const dueCounts: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-counts-due" };

export const placesLeftPut = (counted: PlacesLeft, before: Stored<PlacesLeft> | undefined): Put => ({
  key: placesLeftKey(counted.sessionId),
  entity: "training.places-left",
  version: (before?.version ?? 0) + 1,
  data: counted,
  ...(counted.isDue ? { gsi2: { pk: "training-counts-due", sk: `${counted.countedAt}#${counted.sessionId}` } } : {}),
});
