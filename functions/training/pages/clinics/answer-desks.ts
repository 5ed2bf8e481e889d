import type { Action } from "@alliance/auth";
import { readDeskAppointment, readExpertAppointment } from "../../use-cases/read-appointment.ts";
import { deskListPath } from "./clinic-console-paths.ts";

/** Where what is asked of an expert is answered: in the console by staff, or by the expert. */
export interface Desk {
  readonly path: `/${string}/:appointmentId`;
  readonly section: string;
  readonly title: string;
  readonly list: { readonly href: string; readonly text: string };
  readonly mayLook: Action;
  readonly mayAnswer: Action;
  /** As whoever answers there may see it. */
  readonly read: typeof readDeskAppointment;
}

export const deskOfStaff = {
  path: "/console/training/clinics/appointments/:appointmentId",
  section: "Training",
  title: "Request",
  list: { href: deskListPath, text: "Clinics" },
  mayLook: "training.read-any",
  mayAnswer: "training.manage",
  read: readDeskAppointment,
} as const satisfies Desk;

export const askedPath = "/portal/training/clinics/asked";

export const deskOfExpert = {
  path: "/portal/training/clinics/asked/:appointmentId",
  section: "Bookings",
  title: "Asked of you",
  list: { href: askedPath, text: "What is asked of you" },
  mayLook: "training.answer",
  mayAnswer: "training.answer",
  read: readExpertAppointment,
} as const satisfies Desk;

export const pathAt = ({ path }: Desk, appointmentId: string): string => path.replace(":appointmentId", appointmentId);
