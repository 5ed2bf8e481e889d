import { Problem } from "@alliance/core";
import type { JoinState } from "../joining/standing.ts";

type Refused = Exclude<JoinState, { readonly state: "open" } | { readonly state: "yours" }>;

/** Why nobody can join for somebody now, and what to do: the same words by page and by API. */
export function refuseToJoin(standing: Refused): Problem {
  if (standing.state === "unknown") {
    return new Problem(
      "not-found",
      "The register has no school with this number (URN). Check it, or search by name or postcode.",
    );
  }
  const { name } = standing.candidate;
  switch (standing.state) {
    case "closed":
      return new Problem("gone", closedReason(standing));
    case "proposed":
      return new Problem(
        "invalid-input",
        `${name} has not opened yet. You can join as soon as the register shows it as open.`,
      );
    case "member":
      return new Problem(
        "already-exists",
        `${name} is a member already. Ask your colleagues who leads the membership there.`,
      );
    case "covered":
      return new Problem(
        "already-exists",
        `${name} is covered by ${standing.grant.membershipTypeName} of ${standing.grant.via?.organisationName ?? "another member"} already: you need not join.`,
      );
    case "being-joined":
      return new Problem(
        "conflict",
        `A colleague is joining for ${name} right now. If they do not finish, the ${standing.candidate.kind === "school" ? "school" : "organisation"} is free again.`,
      );
  }
}

function closedReason({ candidate, successors }: Extract<Refused, { readonly state: "closed" }>): string {
  const when = candidate.school?.closedOn ? ` on ${candidate.school.closedOn}` : "";
  const names = successors.map(({ linkName, linkUrn }) => `${linkName ?? "URN"} (${linkUrn})`);
  const next = names.length > 0 ? ` Its successor is ${names.join(" and ")}: join for that school.` : "";
  return `${candidate.name} closed${when}.${next}`;
}
