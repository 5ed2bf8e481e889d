import { authorise } from "@alliance/auth";
import { type Ctx, historyOf } from "@alliance/store";
import * as z from "zod";
import { namesOf, type OrganisationTimeline, readTimeline } from "./read-timeline.ts";

/** By the prefix of an id: the partitions in which the events of that thing lie. An order has its application's id. */
const partitions: Readonly<Record<string, readonly string[]>> = {
  app: ["application", "order"],
  con: ["contact"],
  imp: ["import"],
  inv: ["invoice"],
  per: ["person"],
};

const kinds = ["org", ...Object.keys(partitions)].join("|");

/** A reference as it stands on pages and in letters: an id of anything that has a history. */
export const Reference = z
  .string()
  .regex(
    new RegExp(`^(?:${kinds})_[0-9A-HJKMNP-TV-Z]{26}$`),
    "Enter a whole reference: org, per, app, inv, imp or con, and what follows it",
  );

const shownAtOnce = 100;

/** What happened to anything that has a reference, newest first. Only an organisation's history has further pages. */
export async function readHistory(ctx: Ctx, reference: string, cursor?: string): Promise<OrganisationTimeline> {
  authorise(ctx.actor, "membership.read-any");
  if (reference.startsWith("org_")) return readTimeline(ctx, reference, [], cursor);
  const nouns = partitions[reference.slice(0, 3)] ?? [];
  const pages = await Promise.all(nouns.map((noun) => historyOf(ctx.table, `${noun}#${reference}`, shownAtOnce)));
  const events = pages.flatMap(({ items }) => items.map(({ data }) => data)).sort((a, b) => (a.id > b.id ? -1 : 1));
  return {
    events,
    names: await namesOf(
      ctx,
      events.map(({ actor }) => actor),
    ),
  };
}
