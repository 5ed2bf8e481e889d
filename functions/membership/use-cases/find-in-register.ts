import { authorise } from "@alliance/auth";
import { isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { aliasKey } from "../keys/organisation.ts";
import type { RegisterReader } from "../register/register.ts";
import type { SearchableRegister } from "../register/searchable-register.ts";
import { Alias, type Scheme } from "../schema/organisation.ts";

/** A school or trust of the register that is no organisation of ours yet. */
export interface Registrable {
  readonly scheme: Extract<Scheme, "urn" | "trust-uid">;
  readonly value: string;
  readonly name: string;
  readonly detail: string;
}

const most = 5;

/** What staff may register before anybody joins for it; nothing while there is no register. */
export async function findInRegister(
  ctx: Ctx,
  reader: RegisterReader<SearchableRegister>,
  q: string,
): Promise<readonly Registrable[]> {
  authorise(ctx.actor, "membership.read-any");
  if (q.trim().length < 2) return [];
  const register = await reader.current(ctx.table).catch((error: unknown) => {
    if (isProblem(error, "unavailable")) return undefined;
    throw error;
  });
  if (register === undefined) return [];
  const [trusts, schools] = await Promise.all([register.searchTrusts(q, most), register.search(q, most)]);
  const found: Registrable[] = [
    ...trusts.map(({ uid, name, type }) => ({
      scheme: "trust-uid" as const,
      value: uid,
      name,
      detail: `${type}, UID ${uid}`,
    })),
    ...schools.map(({ urn, name, town, phase }) => ({
      ...{ scheme: "urn" as const, value: urn, name },
      detail: [phase, town, `URN ${urn}`].filter(Boolean).join(", "),
    })),
  ];
  const known = await ctx.table.getMany(
    found.map(({ scheme, value }) => aliasKey(scheme, value)),
    Alias,
  );
  return found.filter((_, at) => known[at] === undefined);
}
