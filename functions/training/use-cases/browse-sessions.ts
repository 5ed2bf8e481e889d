import type { Ctx } from "@alliance/store";
import { publishedPattern } from "../keys/session.ts";
import { Listing } from "../schema/session.ts";

/** What somebody looks for; what is not given fits all. */
export interface Wanted {
  /** Words of the title or the summary. */
  readonly q?: string | undefined;
  readonly subject?: Listing["subjects"][number] | undefined;
  readonly phase?: Listing["phases"][number] | undefined;
  readonly format?: Listing["format"] | undefined;
  readonly region?: string | undefined;
  readonly kind?: Listing["kind"] | undefined;
  /** The first day in London that suits. */
  readonly from?: string | undefined;
}

/** How many are looked through at most: three requests to the table. Beyond them a date leads on. */
const most = 300;

/** The published sessions that have not begun and fit, the next one first. For anyone. */
export async function browseSessions(ctx: Ctx, wanted: Wanted = {}): Promise<readonly Listing[]> {
  const now = ctx.clock.now();
  const found: Listing[] = [];
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query({ ...publishedPattern, limit: 100, ...(cursor ? { cursor } : {}) }, Listing);
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < most);
  return found.filter((session) => session.startsAt > now && fits(session, wanted));
}

/** Without accents and case: "Éveil" is found by "eveil". */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function fits(session: Listing, { q, subject, phase, format, region, kind, from }: Wanted): boolean {
  if (subject && !session.subjects.includes(subject)) return false;
  if (phase && !session.phases.includes(phase)) return false;
  if (format && session.format !== format && session.format !== "hybrid") return false;
  // What is online is for every region.
  if (region && session.region !== region && session.format === "in-person") return false;
  if (kind && session.kind !== kind) return false;
  if (from && session.startsAt.slice(0, 10) < from) return false;
  const text = plain(`${session.title} ${session.summary}`);
  return plain(q ?? "")
    .split(/\s+/)
    .every((word) => text.includes(word));
}
