import type { Ctx } from "@alliance/store";
import type { Coverers } from "../joining/covered-by.ts";
import type { Establishment } from "../register/establishment.ts";
import type { RegisterReader } from "../register/register.ts";
import { type JoinState, readJoinState } from "./read-join-state.ts";

export interface Found {
  readonly state: Exclude<JoinState["state"], "unknown">;
  readonly school: Establishment;
}

/** Schools by name, postcode or URN, best first, each with where it stands with us. The register is public data. */
export async function searchEstablishments(
  ctx: Ctx,
  reader: RegisterReader,
  input: { readonly q: string; readonly limit: number },
): Promise<readonly Found[]> {
  const register = await reader.current(ctx.table);
  const schools = await register.search(input.q, input.limit);
  const coverers: Coverers = new Map();
  return Promise.all(
    schools.map(async (school) => {
      const { state } = await readJoinState(ctx, register, school.urn, { coverers });
      return { state: state === "unknown" ? "open" : state, school };
    }),
  );
}
