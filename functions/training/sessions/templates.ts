import type { SessionContent } from "../schema/session.ts";

type Template = Pick<
  SessionContent,
  "kind" | "format" | "pools" | "price" | "vat" | "maxPlacesABooking" | "cancellationLadder"
> & {
  readonly name: string;
  readonly for: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly perSchoolQuota?: number;
};

const usualLadder = [
  { daysBefore: 14, creditPercent: 100 },
  { daysBefore: 7, creditPercent: 50 },
];
const standard = { treatment: "standard" } as const;

/** What a new session begins with; everything can be changed. Demonstration prices. */
export const templates: Readonly<Record<string, Template>> = {
  twilight: {
    name: "Twilight session online",
    for: "After school, an hour and a quarter, from anywhere",
    ...{ kind: "live", format: "online", startTime: "15:45", endTime: "17:00", vat: standard },
    ...{ pools: [{ poolId: "online", capacity: 60 }], price: { listNetPence: 4_500 } },
    ...{ maxPlacesABooking: 10, cancellationLadder: usualLadder },
  },
  workshop: {
    name: "Workshop in a room",
    for: "An afternoon of work in small groups",
    ...{ kind: "live", format: "in-person", startTime: "13:00", endTime: "16:00", vat: standard },
    ...{ pools: [{ poolId: "room", capacity: 24 }], price: { listNetPence: 12_000 } },
    ...{ maxPlacesABooking: 4, perSchoolQuota: 4 },
    cancellationLadder: [
      { daysBefore: 28, creditPercent: 100 },
      { daysBefore: 14, creditPercent: 50 },
    ],
  },
  hybrid: {
    name: "In a room and online at once",
    for: "Two sizes and two ways to join; each delegate chooses",
    ...{ kind: "live", format: "hybrid", startTime: "13:30", endTime: "16:30", vat: standard },
    pools: [
      { poolId: "room", capacity: 20 },
      { poolId: "online", capacity: 40 },
    ],
    ...{ price: { listNetPence: 9_000 }, maxPlacesABooking: 6, cancellationLadder: usualLadder },
  },
  "meet-up": {
    name: "Community meet-up",
    for: "People of a region round one table; members come free",
    ...{ kind: "meet-up", format: "in-person", startTime: "16:00", endTime: "18:00", vat: standard },
    ...{ pools: [{ poolId: "room", capacity: 30 }], price: { listNetPence: 1_500 } },
    ...{ maxPlacesABooking: 3, perSchoolQuota: 3, cancellationLadder: [{ daysBefore: 2, creditPercent: 100 }] },
  },
  conference: {
    name: "Conference",
    for: "A day for everybody, with a price of its own for members",
    ...{ kind: "conference", format: "in-person", startTime: "09:30", endTime: "16:30", vat: standard },
    ...{ pools: [{ poolId: "room", capacity: 200 }], price: { listNetPence: 24_000, memberNetPence: 17_500 } },
    ...{ maxPlacesABooking: 6, perSchoolQuota: 6 },
    cancellationLadder: [
      { daysBefore: 60, creditPercent: 100 },
      { daysBefore: 28, creditPercent: 50 },
    ],
  },
};
