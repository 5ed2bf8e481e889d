import { Problem } from "@alliance/core";
import type { JoinState } from "./read-join-state.ts";

type Refused = Exclude<JoinState, { readonly state: "open" } | { readonly state: "yours" }>;

/** Why a school cannot be joined for now, and what to do: the same words by page and by API. */
export function refuseToJoin(standing: Refused): Problem {
  switch (standing.state) {
    case "unknown":
      return new Problem(
        "not-found",
        "The register has no school with this number (URN). Check it, or search by name or postcode.",
      );
    case "closed":
      return new Problem("gone", closedReason(standing));
    case "proposed":
      return new Problem(
        "invalid-input",
        `${standing.school.name} has not opened yet. You can join as soon as the register shows it as open.`,
      );
    case "member":
      return new Problem(
        "already-exists",
        `${standing.school.name} is a member already. Ask your colleagues who leads the membership there.`,
      );
    case "being-joined":
      return new Problem(
        "conflict",
        `A colleague is joining for ${standing.school.name} right now. If they do not finish, the school is free again.`,
      );
  }
}

function closedReason({ school, successors }: Extract<Refused, { readonly state: "closed" }>): string {
  const when = school.closedOn ? ` on ${school.closedOn}` : "";
  const names = successors.map(({ linkName, linkUrn }) => `${linkName ?? "URN"} (${linkUrn})`);
  const next = names.length > 0 ? ` Its successor is ${names.join(" and ")}: join for that school.` : "";
  return `${school.name} closed${when}.${next}`;
}
