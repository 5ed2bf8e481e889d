import { type Decision, decide, type Question } from "./decide.ts";
import type { Grant } from "./grant.ts";

/** The answer, and what each membership alone would have answered: what was looked at and why it was not enough. */
export interface Explanation {
  readonly decision: Decision;
  readonly considered: readonly { readonly grant: Grant; readonly decision: Decision }[];
}

/** The same function asked of all memberships together and of each by itself; latest first, the deciding one on top. */
export function explain(question: Question): Explanation {
  const decision = decide(question);
  const considered = question.grants.map((grant) => ({ grant, decision: decide({ ...question, grants: [grant] }) }));
  const decides = (grant: Grant): number => Number(decision.allowed && decision.grant === grant);
  return {
    decision,
    considered: considered.sort(
      (a, b) => decides(b.grant) - decides(a.grant) || b.grant.from.localeCompare(a.grant.from),
    ),
  };
}
