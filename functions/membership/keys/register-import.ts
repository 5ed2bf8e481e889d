import type { Key, Pattern, Put } from "@alliance/store";
import type { NightlyImport, RegisterImport, RegisterPointer } from "../schema/register-import.ts";

export const importKey = (importId: string): Key => ({ pk: `import#${importId}`, sk: "import" });

/** Newest first. */
export const importsPattern = (limit: number): Pattern => ({ index: "gsi1", pk: "imports", descending: true, limit });

export const registerPointerKey: Key = { pk: "register#current", sk: "pointer" };

/** The file of a day, claimed by the import that reads it. */
export const nightlyKey = (day: string): Key => ({ pk: `register#nightly#${day}`, sk: "import" });

export const nightlyPut = (day: string, data: NightlyImport): Put => ({
  key: nightlyKey(day),
  entity: "membership.nightly-import",
  version: 1,
  data,
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
