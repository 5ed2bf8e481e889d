import { on, type Subscriber } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { followRegisterChanges } from "./use-cases/follow-register-changes.ts";
import { type ImportCtx, importRegister } from "./use-cases/import-register.ts";

/** What membership does for minutes when something happened: beside its worker, so that nobody waits for it. */
export const subscribers: readonly Subscriber<ImportCtx>[] = [
  on(membership.registerImportRequested, { importRegister }),
  on(membership.registerImported, { followRegisterChanges }),
];
