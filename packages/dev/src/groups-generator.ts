import type { RegisterRow } from "@alliance/membership/register/sample-file";
import { dice, pick } from "./register-generator.ts";

const first =
  "Beacon|Compass|Horizon|Keystone|Larkrise|Meridian|Northgate|Pathway|Saltmarsh|Three Spires|Trinity|Wellspring".split(
    "|",
  );
const last = "Academies Trust|Education Trust|Learning Partnership Trust|Schools Trust|Learning Trust".split("|");
const schoolsPerTrust = 9;
const firstUid = 2_000;

const isAcademy = (school: RegisterRow): boolean =>
  /academy|free school/i.test(school["TypeOfEstablishment (name)"] ?? "") &&
  school["EstablishmentStatus (code)"] !== "2";

const trustOf = (at: number, name: string): RegisterRow => ({
  "Group UID": String(firstUid + at),
  "Group ID": `TR${String(firstUid + at).padStart(5, "0")}`,
  "Group Name": name,
  "Companies House Number": String(7_000_000 + at).padStart(8, "0"),
  "Group Type (code)": "06",
  "Group Type": "Multi-academy trust",
  "Open date": "01-04-2012",
  "Incorporated on (open date)": "01-04-2012",
  "Group Status (code)": "1",
  "Group Status": "Open",
});

/** A groups file's rows over invented schools: most academies are in a trust of their region; the same seed, the same rows. */
export function inventGroups(schools: readonly RegisterRow[], seed: number): RegisterRow[] {
  const roll = dice(seed);
  const academies = schools.filter((school) => isAcademy(school) && roll() < 0.85);
  const regions = Map.groupBy(academies, (school) => school["GOR (name)"] ?? "");
  let trusts = 0;
  return [...regions].flatMap(([region, members]) =>
    members.map((school, at): RegisterRow => {
      const isNew = at % schoolsPerTrust === 0;
      if (isNew) trusts += 1;
      const name = `${first[trusts % first.length]} ${region} ${pick(dice(seed + trusts), last)} ${Math.ceil(trusts / first.length)}`;
      const year = 2013 + Math.floor(roll() * 13);
      return {
        ...trustOf(trusts, name),
        URN: school.URN ?? "",
        "Joined date": roll() < 0.05 ? "" : `01-${roll() < 0.6 ? "09" : "01"}-${year}`,
        EstablishmentName: school.EstablishmentName ?? "",
      };
    }),
  );
}
