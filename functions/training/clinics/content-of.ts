import type { Clinic, ClinicContent } from "../schema/clinic.ts";

/** What staff said about a clinic, without what is the house's. */
export function contentOfClinic(clinic: Clinic): ClinicContent {
  const { clinicId, expert, answeredBy, status, createdAt, changedAt, ...content } = clinic;
  return content;
}
