import type { Key, Pattern, Put } from "@alliance/store";
import type { Clinic } from "../schema/clinic.ts";

export const clinicPk = (clinicId: string): string => `clinic#${clinicId}`;
export const clinicKey = (clinicId: string): Key => ({ pk: clinicPk(clinicId), sk: "clinic" });

/** Those that take requests, by their title. */
export const openClinics: Omit<Pattern, "limit"> = { index: "gsi1", pk: "training-clinics" };
/** All of them for staff, the latest first. */
export const allClinics: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-clinics-all", descending: true };

export const clinicPut = (clinic: Clinic, version: number): Put => ({
  key: clinicKey(clinic.clinicId),
  entity: "training.clinic",
  version,
  data: clinic,
  ...(clinic.status === "open"
    ? { gsi1: { pk: openClinics.pk, sk: `${clinic.title.toLowerCase()}#${clinic.clinicId}` } }
    : {}),
  gsi2: { pk: allClinics.pk, sk: `${clinic.createdAt}#${clinic.clinicId}` },
});
