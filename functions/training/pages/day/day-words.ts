import { londonDateTimeOf } from "@alliance/core";
import type { Mark } from "../../schema/attendance.ts";
import type { RegisterRow } from "../../use-cases/read-register.ts";

export const markNames: Readonly<Record<Mark, string>> = { present: "Present", late: "Late", absent: "Absent" };

export const nameOrToFollow = ({ name }: Pick<RegisterRow, "name">): string => name ?? "Name to follow";

/** Who was not marked when the register was closed was not there. "Present, marked by Tess Trainer at 16:15" */
export function stateInWords(
  { mark, markedBy, markedAt }: Pick<RegisterRow, "mark" | "markedBy" | "markedAt">,
  isClosed: boolean,
): string {
  if (mark === undefined) return isClosed ? "Not marked: counted as absent" : "Not marked yet";
  const [day, time] = markedAt ? londonDateTimeOf(markedAt).split("T") : [];
  const when = day && time ? ` at ${time} on ${Number(day.slice(8))}/${Number(day.slice(5, 7))}` : "";
  return `${markNames[mark]}, marked by ${markedBy ?? "somebody"}${when}`;
}
