import type { Ctx } from "@alliance/store";
import type { RegisterReader } from "../register/register.ts";
import { type JoinState, readJoinState } from "./read-join-state.ts";

export type Found = Exclude<JoinState, { readonly state: "unknown" }>;

/** Schools by name, postcode or URN, best first, each with where it stands with us. The register is public data. */
export async function searchEstablishments(
  ctx: Ctx,
  reader: RegisterReader,
  input: { readonly q: string; readonly limit: number },
): Promise<readonly Found[]> {
  const register = await reader.current(ctx.table);
  const schools = await register.search(input.q, input.limit);
  const standings = await Promise.all(schools.map(({ urn }) => readJoinState(ctx, register, urn)));
  return standings.filter((standing): standing is Found => standing.state !== "unknown");
}
