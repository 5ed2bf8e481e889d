import type { Key, Put } from "@alliance/store";
import type { DelegateClaim } from "../schema/claim.ts";
import { sessionPk } from "./session.ts";

/** `who` is a person's id, or the hash of an address: a key names nobody. */
export const claimKey = (sessionId: string, who: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `delegate#${who}`,
});

/** `gone` (seconds since 1970): nobody needs it any more once the session is over. */
export const claimPut = (key: Key, claim: DelegateClaim, version: number, gone: number): Put => ({
  key,
  entity: "training.delegate-claim",
  version,
  data: claim,
  expiresAtSeconds: gone,
});
