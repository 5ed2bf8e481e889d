import type { membership } from "@alliance/events";
import { formatDate } from "@alliance/ui";
import type * as z from "zod";
import type { ReviewKind } from "../schema/review.ts";

export const reviewWords: Readonly<Record<ReviewKind, string>> = {
  closed: "Closed",
  closing: "Proposed to close",
  opened: "Open again",
  renamed: "New name",
  successor: "Has a successor",
  merged: "Merged into another school",
  split: "Split",
};

const changeWords: Readonly<Record<string, string>> = {
  name: "its name",
  address: "its address",
  identifiers: "its numbers",
  closing: "whether it is open",
  facts: "pupils, phase or region, as the register has them",
  partner: "whether it is a partner",
};

type Links = z.infer<typeof membership.coverageChanged.data>["links"];
type Changed = z.infer<typeof membership.organisationChanged.data>["changed"];

export const coverageWords = (links: Links): string =>
  links
    .map(({ scheme, value, from, until }) => {
      const whom = scheme === "trust-uid" ? `trust ${value}` : `local authority ${value}`;
      return until ? `${whom} until ${formatDate(until)}` : `${whom} from ${formatDate(from)}`;
    })
    .join("; ");

export const changedWords = (changed: Changed): string => changed.map((each) => changeWords[each] ?? each).join(", ");
