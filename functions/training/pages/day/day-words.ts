import { londonDateTimeOf } from "@alliance/core";
import type { Mark } from "../../schema/attendance.ts";
import type { RegisterRow } from "../../use-cases/read-register.ts";

export const markNames: Readonly<Record<Mark, string>> = { present: "Present", late: "Late", absent: "Absent" };

export const nameOrToFollow = ({ name }: Pick<RegisterRow, "name">): string => name ?? "Name to follow";

/** "Present, marked by Tess Trainer at 16:15" */
export function stateInWords({
  mark,
  markedBy,
  markedAt,
}: Pick<RegisterRow, "mark" | "markedBy" | "markedAt">): string {
  if (mark === undefined) return "Not marked yet";
  const [day, time] = markedAt ? londonDateTimeOf(markedAt).split("T") : [];
  const when = day && time ? ` at ${time} on ${Number(day.slice(8))}/${Number(day.slice(5, 7))}` : "";
  return `${markNames[mark]}, marked by ${markedBy ?? "somebody"}${when}`;
}
