import { type RegisterRow, registerColumns } from "@alliance/membership/register/sample-file";
import { type Region, regions } from "./register-places.ts";

export interface GeneratorOptions {
  readonly rows: number;
  /** The same seed makes the same file, byte for byte. */
  readonly seed: number;
}

/** URNs of a generated register go up from here, one a row. */
export const firstGeneratedUrn = 100_000;

export type Dice = () => number;

/** Mulberry32: small, and the same on every machine. Numbers from 0 up to 1. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(roll: Dice, from: readonly T[]): T {
  const chosen = from[Math.floor(roll() * from.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
}

const whole = (roll: Dice, from: number, to: number): number => from + Math.floor(roll() * (to - from + 1));

const saints = (
  "St Mary’s|St John’s|St Hilda’s|St Thomas’|Saint Thomas à Becket|Saint Zoë’s|St Chloë’s|St Aidan’s|St Oswald’s" +
  "|Sainte-Thérèse|Our Lady of Lourdes|All Saints’|Holy Trinity|St Peter’s|St Cuthbert’s|St Bede’s"
).split("|");
const features = (
  "Harbour|Abbey|Mill|Quarry|Orchard|Beacon|Foxglove|Priory|Lime Tree|King’s|Queen’s|Bishop’s|Manor|Meadow|Heath" +
  "|Moor|Canal|Castle|Windmill|Ferry|Larkrise|Kingfisher|Oak|Elm|Brontë|O’Connor|Hill Top|Riverside"
).split("|");
const endings = "View|Lane|Green|Road|Park|Hill|Grove|Bank|Fields|Bridge|Vale|End|Cross|Croft".split("|");
const streets =
  "Church Lane|School Lane|Station Road|Abbey Road|Mill Street|Quay Street|St John’s Road|The Green".split("|");

/** [code, name, low age, high age, how it ends a name]. */
const phases = [
  ["2", "Primary", 3, 11, "Primary School"],
  ["2", "Primary", 4, 7, "Infant School"],
  ["2", "Primary", 7, 11, "Junior School"],
  ["2", "Primary", 3, 11, "Primary School"],
  ["4", "Secondary", 11, 18, "School"],
  ["4", "Secondary", 11, 16, "High School"],
  ["1", "Nursery", 2, 5, "Nursery School"],
  ["7", "All-through", 4, 18, "School"],
  ["6", "16 plus", 16, 19, "Sixth Form College"],
  ["5", "Middle deemed secondary", 9, 13, "Middle School"],
] as const;

/** [code, name, group code, group name]. */
const types = [
  ["01", "Community school", "4", "Local authority maintained schools"],
  ["02", "Voluntary aided school", "4", "Local authority maintained schools"],
  ["03", "Voluntary controlled school", "4", "Local authority maintained schools"],
  ["05", "Foundation school", "4", "Local authority maintained schools"],
  ["34", "Academy converter", "10", "Academies"],
  ["28", "Academy sponsor led", "10", "Academies"],
  ["35", "Free schools", "11", "Free Schools"],
  ["07", "Community special school", "5", "Special schools"],
  ["11", "Other independent school", "3", "Independent schools"],
] as const;

const isoDay = (roll: Dice, fromYear: number, toYear: number): string => {
  const [day, month] = [whole(roll, 1, 28), whole(roll, 1, 12)].map((part) => String(part).padStart(2, "0"));
  return `${day}-${month}-${whole(roll, fromYear, toYear)}`;
};

/** Half of the real register is closed; here one in eight is, and a few are about to open or to close. */
function statusOf(roll: Dice): RegisterRow {
  const share = roll();
  const opened = roll() < 0.1 ? "01-01-1900" : isoDay(roll, 1950, 2020);
  const status = (code: string, name: string, dates: RegisterRow): RegisterRow => ({
    "EstablishmentStatus (code)": code,
    "EstablishmentStatus (name)": name,
    ...dates,
  });
  if (share < 0.12) return status("2", "Closed", { OpenDate: opened, CloseDate: isoDay(roll, 2021, 2025) });
  if (share < 0.14) return status("3", "Open, but proposed to close", { OpenDate: opened, CloseDate: "31-08-2027" });
  if (share < 0.15) return status("4", "Proposed to open", { OpenDate: "01-09-2027" });
  return status("1", "Open", { OpenDate: opened });
}

function nameOf(roll: Dice, town: string, ending: string): { name: string; religion: RegisterRow } {
  if (roll() < 0.35) {
    const [code, word, religion] = pick(roll, [
      ["02", "Church of England", "Church of England"],
      ["02", "CofE", "Church of England"],
      ["03", "Catholic", "Roman Catholic"],
      ["03", "RC", "Roman Catholic"],
    ] as const);
    const where = roll() < 0.3 ? `, ${town}` : "";
    return {
      name: `${pick(roll, saints)} ${word} ${ending}${where}`,
      religion: { "ReligiousCharacter (code)": code, "ReligiousCharacter (name)": religion },
    };
  }
  const first = roll() < 0.4 ? town.replace(/!$/, "") : `${pick(roll, features)} ${pick(roll, endings)}`;
  const religion = { "ReligiousCharacter (code)": "00", "ReligiousCharacter (name)": "Does not apply" };
  return { name: `${first} ${ending}`, religion };
}

function placeOf(roll: Dice, region: Region): { town: string; cells: RegisterRow } {
  const authority = pick(roll, region.authorities);
  const [town, outward] = pick(roll, authority.towns);
  const letters = "ABDEFGHJLNPQRSTUWXYZ";
  const inward = `${whole(roll, 1, 9)}${pick(roll, [...letters])}${pick(roll, [...letters])}`;
  return {
    town,
    cells: {
      "LA (code)": authority.code,
      "LA (name)": authority.name,
      Street: `${whole(roll, 1, 180)} ${pick(roll, streets)}`,
      Town: town,
      "County (name)": region.code === "H" ? "" : authority.name,
      Postcode: `${outward} ${inward}`,
      "GOR (code)": region.code,
      "GOR (name)": region.name,
      "DistrictAdministrative (name)": authority.name,
      "Country (name)": "England",
      Easting: String(whole(roll, 140_000, 650_000)),
      Northing: String(whole(roll, 20_000, 650_000)),
    },
  };
}

function school(roll: Dice, at: number): RegisterRow {
  const [phaseCode, phase, low, high, ending] = pick(roll, phases);
  const [typeCode, type, groupCode, group] = pick(roll, types);
  const region = regions[at % regions.length] ?? pick(roll, regions);
  const { town, cells } = placeOf(roll, region);
  const { name, religion } = nameOf(
    roll,
    town,
    type.startsWith("Academy") ? `${ending.split(" ")[0]} Academy` : ending,
  );
  const pupils = whole(roll, 24, phase === "Primary" ? 480 : 1_600);
  return {
    URN: String(firstGeneratedUrn + at),
    EstablishmentNumber: String(whole(roll, 1_000, 7_999)),
    EstablishmentName: name,
    "TypeOfEstablishment (code)": typeCode,
    "TypeOfEstablishment (name)": type,
    "EstablishmentTypeGroup (code)": groupCode,
    "EstablishmentTypeGroup (name)": group,
    ...statusOf(roll),
    "PhaseOfEducation (code)": phaseCode,
    "PhaseOfEducation (name)": phase,
    StatutoryLowAge: String(low),
    StatutoryHighAge: String(high),
    ...religion,
    SchoolCapacity: String(Math.ceil(pupils / 30) * 30),
    NumberOfPupils: roll() < 0.05 ? "" : String(pupils),
    UKPRN: roll() < 0.9 ? String(10_000_000 + at) : "",
    ...cells,
  };
}

const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`;

/** Invented schools, row by row, as the register's file has them. */
export function inventSchools({ rows, seed }: GeneratorOptions): RegisterRow[] {
  const roll = dice(seed);
  return Array.from({ length: rows }, (_, at) => school(roll, at));
}

/** A register file as it is published: windows-1252, CRLF, every cell quoted, all columns. */
export function registerFileOf(schools: readonly RegisterRow[]): Uint8Array {
  const rows = schools.map((row) => line(registerColumns.map((column) => row[column] ?? "")));
  // Of what windows-1252 has beyond Latin-1, the names use the apostrophe only.
  return Buffer.from([line(registerColumns), ...rows].join("").replaceAll("’", "\x92"), "latin1");
}

/** A register file of invented schools. */
export const generateRegister = (options: GeneratorOptions): Uint8Array => registerFileOf(inventSchools(options));
