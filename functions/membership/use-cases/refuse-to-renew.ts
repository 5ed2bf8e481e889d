import { dateInWords, Problem } from "@alliance/core";
import type { RenewalStanding } from "./read-renewal.ts";

/** Why a membership cannot be renewed now, and what to do: the same words by page and by API. */
export function refuseToRenew({ organisation, renewal }: RenewalStanding): Problem {
  const { name } = organisation;
  switch (renewal.state) {
    case "never-a-member":
      return new Problem("not-found", `${name} has not been a member yet, so there is nothing to renew. You can join.`);
    case "too-early":
      return new Problem(
        "conflict",
        `The membership of ${name} runs until ${dateInWords(renewal.of.endsOn)}. You can renew it from ${dateInWords(renewal.from)}.`,
      );
    case "waiting":
      return new Problem(
        "conflict",
        `A colleague has renewed for ${name} already, and the renewal waits for its payment. You need not do anything.`,
      );
    case "renewed":
      return new Problem(
        "already-exists",
        `The membership of ${name} is renewed: the next year begins on ${dateInWords(renewal.next.startsOn)}.`,
      );
    case "open":
      return new Problem("unavailable", `No membership is on sale for ${name} at the moment. Please write to us.`);
  }
}
