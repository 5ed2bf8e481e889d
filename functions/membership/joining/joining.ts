import { type Person, readPerson } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import type { Register } from "../register/register.ts";
import type { JoinDraft } from "../schema/application.ts";
import { readJoinState } from "../use-cases/read-join-state.ts";
import { readJoinAnswers } from "../use-cases/save-join-answers.ts";
import type { JoinState } from "./standing.ts";

/** Where somebody stands in a joining: who for, what was answered so far, and by whom. */
export interface Joining {
  readonly standing: JoinState;
  readonly draft: JoinDraft | undefined;
  readonly person: Person | undefined;
}

export async function readJoining(ctx: Ctx, register: Register, who: string): Promise<Joining> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : undefined;
  const [draft, person] = await Promise.all([
    readJoinAnswers(ctx, who),
    personId === undefined ? undefined : readPerson(ctx, personId),
  ]);
  const standing = await readJoinState(ctx, register, who, { consistent: true, described: draft?.organisation });
  return { standing, draft, person };
}
