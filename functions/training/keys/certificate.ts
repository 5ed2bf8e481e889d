import { learningOf } from "@alliance/auth";
import type { Key, Pattern, Put } from "@alliance/store";
import type { Certificate, Holder } from "../schema/certificate.ts";
import { sessionPk } from "./session.ts";

export const certificateKey = (code: string): Key => ({ pk: `certificate#${code}`, sk: "certificate" });

/** What somebody attended, the latest first. */
export const certificatesOf = (holder: Holder): Omit<Pattern, "limit"> =>
  learningOf.certificates("personId" in holder ? holder.personId : `email#${holder.emailHash}`);

export const certificatePut = (certificate: Certificate, version: number): Put => ({
  key: certificateKey(certificate.code),
  entity: "training.certificate",
  version,
  data: certificate,
  gsi1: { pk: certificatesOf(certificate.holder).pk, sk: `${certificate.attendedOn}#${certificate.code}` },
});

export const certifiedKey = (sessionId: string, placeId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `certified#${placeId}`,
});

export const certifiedPut = (sessionId: string, placeId: string, code: string, version: number): Put => ({
  key: certifiedKey(sessionId, placeId),
  entity: "training.certified",
  version,
  data: { code },
});
