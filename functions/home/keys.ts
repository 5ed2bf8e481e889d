import { createHash } from "node:crypto";
import type { Key } from "@alliance/store";

export const hashed = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** By a hash of the OAuth state, so that a key in a log opens nothing. */
export const signInKey = (state: string): Key => ({ pk: `sign-in#${hashed(state)}`, sk: "sign-in" });

export const signInChoiceKey = (state: string): Key => ({ pk: `sign-in#${hashed(state)}`, sk: "choice" });
