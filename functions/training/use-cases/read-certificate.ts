import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { certificateKey } from "../keys/certificate.ts";
import { Certificate, codeTyped } from "../schema/certificate.ts";

/** A certificate by its code, as it was typed: for anybody. Throws where there is none. */
export async function readCertificate(ctx: Ctx, typed: string): Promise<Certificate> {
  const code = codeTyped(typed);
  const stored = code && (await ctx.table.get(certificateKey(code), Certificate, { consistent: true }));
  if (!stored) throw new Problem("not-found", "There is no certificate with this code.");
  return stored.data;
}
