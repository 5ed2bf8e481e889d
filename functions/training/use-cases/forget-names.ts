import { loadPerson } from "@alliance/auth";
import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { certificateKey, certificatePut } from "../keys/certificate.ts";
import { Certificate } from "../schema/certificate.ts";
import { allOf, holdersOf, isTheirs } from "./read-record.ts";

type Decided = DomainEvent<z.infer<typeof membership.erasureDecided.data>>;

/**
 * Somebody is erased: their certificates stay true and name nobody. On the decision, while their addresses are still
 * known; what is forgotten already is passed over.
 */
export async function forgetNames(ctx: Ctx, { data: { personId, outcome } }: Decided): Promise<number> {
  if (outcome !== "approved") return 0;
  const person = (await loadPerson(ctx, personId))?.data;
  const found = await Promise.all((person ? holdersOf(person) : [{ personId }]).map((holder) => allOf(ctx, holder)));
  const named = found
    .flat()
    .filter((each) => each.printedName !== undefined && (person === undefined || isTheirs(each, person)));
  for (const { code } of named) await retryingConflicts(() => forget(ctx, code));
  return named.length;
}

async function forget(ctx: Ctx, code: string): Promise<void> {
  const stored = await ctx.table.get(certificateKey(code), Certificate, { consistent: true });
  if (stored?.data.printedName === undefined) return;
  const { printedName: _, ...rest } = stored.data;
  await commit(ctx, { put: [certificatePut(rest, stored.version + 1)] });
}
