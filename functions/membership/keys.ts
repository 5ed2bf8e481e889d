import type { Key, Pattern, Put } from "@alliance/store";
import type { Application, JoinDraft, Organisation, RegisterImport, RegisterPointer, Term } from "./schema.ts";

/** Aggregate of an organisation: its profile, its terms, and their events. */
export const organisationPk = (organisationId: string): string => `organisation#${organisationId}`;
export const organisationKey = (organisationId: string): Key => ({ pk: organisationPk(organisationId), sk: "profile" });
export const aliasKey = (scheme: "urn", value: string): Key => ({ pk: `alias#${scheme}#${value}`, sk: "alias" });

export const termKey = (organisationId: string, academicYear: string): Key => ({
  pk: organisationPk(organisationId),
  sk: `term#${academicYear}`,
});
/** Newest year first. */
export const termsOf = (organisationId: string): Pattern => ({
  pk: organisationPk(organisationId),
  skPrefix: "term#",
  descending: true,
  limit: 10,
});
/** The members of a year, by name. */
export const membersOf = (academicYear: string): Omit<Pattern, "limit"> => ({
  index: "gsi1",
  pk: `term#${academicYear}#active`,
});

export const applicationPk = (applicationId: string): string => `application#${applicationId}`;
export const applicationKey = (applicationId: string): Key => ({ pk: applicationPk(applicationId), sk: "application" });
/** Newest first. */
export const applicationsBy = (personId: string): Pattern => ({
  index: "gsi1",
  pk: `applicant#${personId}`,
  descending: true,
  limit: 20,
});
/** Oldest first: what waits longest is on top. */
export const applicationsThat = (status: "pending" | "stranded"): Omit<Pattern, "limit"> => ({
  index: "gsi2",
  pk: `applications#${status}`,
});

export const draftKey = (personId: string, urn: string): Key => ({ pk: `person#${personId}`, sk: `join-draft#${urn}` });

export const importKey = (importId: string): Key => ({ pk: `import#${importId}`, sk: "import" });
/** Newest first. */
export const importsPattern = (limit: number): Pattern => ({ index: "gsi1", pk: "imports", descending: true, limit });
export const registerPointerKey: Key = { pk: "register#current", sk: "pointer" };

/** How names are sorted: "St. Mary's" beside "St Marys". */
export const sortName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, "");

export const organisationsPattern: Omit<Pattern, "limit"> = { index: "gsi1", pk: "organisations" };

export const organisationPut = (organisation: Organisation, version: number): Put => ({
  key: organisationKey(organisation.organisationId),
  entity: "membership.organisation",
  version,
  data: organisation,
  gsi1: { pk: "organisations", sk: `${sortName(organisation.name)}#${organisation.organisationId}` },
});

export const aliasPut = (scheme: "urn", value: string, organisationId: string): Put => ({
  key: aliasKey(scheme, value),
  entity: "membership.alias",
  version: 1,
  data: { organisationId },
});

export const termPut = (term: Term, version: number): Put => ({
  key: termKey(term.organisationId, term.academicYear),
  entity: "membership.term",
  version,
  data: term,
  ...(term.status === "active"
    ? {
        gsi1: {
          pk: `term#${term.academicYear}#active`,
          sk: `${sortName(term.organisationName)}#${term.organisationId}`,
        },
      }
    : {}),
});

export const applicationPut = (application: Application, version: number): Put => ({
  key: applicationKey(application.applicationId),
  entity: "membership.application",
  version,
  data: application,
  gsi1: { pk: `applicant#${application.applicantId}`, sk: `application#${application.applicationId}` },
  ...(application.status === "pending" || application.status === "stranded"
    ? { gsi2: { pk: `applications#${application.status}`, sk: application.applicationId } }
    : {}),
});

export const draftPut = (personId: string, draft: JoinDraft, version: number, expiresAtSeconds: number): Put => ({
  key: draftKey(personId, draft.urn),
  entity: "membership.join-draft",
  version,
  data: draft,
  expiresAtSeconds,
});

export const importPut = (registerImport: RegisterImport, version: number): Put => ({
  key: importKey(registerImport.importId),
  entity: "membership.register-import",
  version,
  data: registerImport,
  gsi1: { pk: "imports", sk: registerImport.importId },
});

export const pointerPut = (pointer: RegisterPointer, version: number): Put => ({
  key: registerPointerKey,
  entity: "membership.register-pointer",
  version,
  data: pointer,
});
