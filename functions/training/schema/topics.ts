/** What sessions are about: the field's own words, as partnerships are listed by. */
export const subjectNames = {
  academic: "Academic",
  stem: "STEM",
  languages: "Languages",
  "eal-and-refugees": "EAL and refugees",
  send: "SEND",
  disadvantage: "Disadvantage",
  "mental-health": "Mental health",
  "music-and-arts": "Music and arts",
  sport: "Sport",
  community: "Community",
  "careers-and-he": "Careers and higher education",
  governance: "Governance",
  "teacher-development": "Teacher development",
  "regional-groups": "Regional groups",
  bursaries: "Bursaries",
} as const;
export type Subject = keyof typeof subjectNames;
export const subjects = Object.keys(subjectNames) as [Subject, ...Subject[]];

export const phaseNames = {
  "early-years": "Early years",
  primary: "Primary",
  secondary: "Secondary",
  "sixth-form": "Sixth form and college",
} as const;
export type Phase = keyof typeof phaseNames;
export const phases = Object.keys(phaseNames) as [Phase, ...Phase[]];

/** Where one goes to be there; the nine regions of England as the register names them, and the other nations. */
export const regions = [
  "East Midlands",
  "East of England",
  "London",
  "North East",
  "North West",
  "South East",
  "South West",
  "West Midlands",
  "Yorkshire and the Humber",
  "Northern Ireland",
  "Scotland",
  "Wales",
] as const;

export const kindNames = {
  live: "Live session",
  "meet-up": "Community meet-up",
  conference: "Conference",
} as const;
export type SessionKind = keyof typeof kindNames;
export const kinds = Object.keys(kindNames) as [SessionKind, ...SessionKind[]];

export const formatNames = { "in-person": "In person", online: "Online", hybrid: "In person or online" } as const;
export type SessionFormat = keyof typeof formatNames;
export const formats = Object.keys(formatNames) as [SessionFormat, ...SessionFormat[]];

export const poolIds = ["room", "online"] as const;
export type PoolId = (typeof poolIds)[number];

/** Which pools a format has: each with its own capacity and its own way to join. */
export const poolsOf = {
  "in-person": ["room"],
  online: ["online"],
  hybrid: ["room", "online"],
} as const satisfies Record<SessionFormat, readonly PoolId[]>;
