import type { Key, Pattern, Put } from "@alliance/store";
import type { RegisterImport, RegisterPointer } from "../schema/register-import.ts";

export const importKey = (importId: string): Key => ({ pk: `import#${importId}`, sk: "import" });

/** Newest first. */
export const importsPattern = (limit: number): Pattern => ({ index: "gsi1", pk: "imports", descending: true, limit });

export const registerPointerKey: Key = { pk: "register#current", sk: "pointer" };

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
