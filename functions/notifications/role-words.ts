import type { AffiliationRole } from "@alliance/core";

/** A role inside a sentence of a letter: "You are …". */
export const roleWords: Readonly<Record<AffiliationRole, string>> = {
  lead: "lead contact",
  head: "head",
  finance: "finance contact",
  colleague: "a colleague",
};
