import { authorise, can, Erasure, erasuresThat } from "@alliance/auth";
import type { Ctx, QueryPage } from "@alliance/store";
import { applicationsThat } from "../keys/application.ts";
import { importsPattern, registerPointerKey } from "../keys/register-import.ts";
import { reviewsThat } from "../keys/review.ts";
import { roleRequestsForStaff } from "../keys/role-request.ts";
import { Application } from "../schema/application.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";
import { Review } from "../schema/review.ts";
import { isForStaff, RoleRequest } from "../schema/role-request.ts";
import { readMemberCounts } from "./read-member-counts.ts";

/** A figure that was counted up to a hundred; `isMore` when there are more. */
export interface Count {
  readonly value: number;
  readonly isMore: boolean;
}

/** Work that waits for somebody of the staff, one line a kind; a kind of which nothing waits has none. */
interface Waiting {
  readonly kind: "application" | "stranded" | "review" | "erasure" | "request";
  readonly count: Count;
  /** When the oldest of them began to wait. */
  readonly since: string;
}

export interface Overview {
  readonly academicYear: string;
  readonly members: number;
  /** The longest wait first. */
  readonly pending: readonly Application[];
  readonly pendingCount: Count;
  readonly stranded: readonly Application[];
  /** Only of what the reader may decide about, the longest wait first. */
  readonly waiting: readonly Waiting[];
  /** Absent until a first file was imported. */
  readonly register: RegisterPointer | undefined;
  readonly lastImport: RegisterImport | undefined;
}

const countOf = (page: { items: readonly unknown[]; cursor?: string }): Count => ({
  value: page.items.length,
  isMore: page.cursor !== undefined,
});

/** What staff see first. One query a figure, none without its end; the members are counted as they come. */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  authorise(ctx.actor, "membership.read-any");
  const [members, pending, stranded, imports, pointer, waiting] = await Promise.all([
    readMemberCounts(ctx),
    ctx.table.query({ ...applicationsThat("pending"), limit: 100 }, Application),
    ctx.table.query({ ...applicationsThat("stranded"), limit: 20 }, Application),
    ctx.table.query(importsPattern(1), RegisterImport),
    ctx.table.get(registerPointerKey, RegisterPointer),
    readWaiting(ctx),
  ]);
  return {
    academicYear: members.academicYear,
    members: members.total,
    pending: pending.items.slice(0, 10).map(({ data }) => data),
    pendingCount: countOf(pending),
    stranded: stranded.items.map(({ data }) => data),
    waiting,
    register: pointer?.data,
    lastImport: imports.items[0]?.data,
  };
}

async function readWaiting(ctx: Ctx): Promise<readonly Waiting[]> {
  const { actor, table } = ctx;
  const lines = await Promise.all([
    can(actor, "membership.decide")
      ? lineOf("application", table.query(awaiting("awaiting-approval"), Application), (each) => each.submittedAt)
      : undefined,
    lineOf("stranded", table.query(awaiting("stranded"), Application), (each) => each.submittedAt),
    can(actor, "register.import")
      ? lineOf("review", table.query({ ...reviewsThat("open"), limit: 100 }, Review), (each) => each.openedAt)
      : undefined,
    can(actor, "privacy.manage")
      ? lineOf("erasure", table.query(erasuresThat("open"), Erasure), (each) => each.requestedAt)
      : undefined,
    can(actor, "people.manage-any") ? requestsLine(ctx) : undefined,
  ]);
  return lines.filter((line) => line !== undefined).sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** Those that come later are at the end of the same index: they are their lead contacts' to answer first. */
async function requestsLine(ctx: Ctx): Promise<Waiting | undefined> {
  const { items, cursor } = await ctx.table.query({ ...roleRequestsForStaff, limit: 100 }, RoleRequest);
  const due = items.filter(({ data }) => isForStaff(data, ctx.clock.now()));
  const since = due[0]?.data.staffFrom;
  if (since === undefined) return undefined;
  const isMore = cursor !== undefined && due.length === items.length;
  return { kind: "request", count: { value: due.length, isMore }, since };
}

const awaiting = (status: "stranded" | "awaiting-approval") => ({ ...applicationsThat(status), limit: 100 });

async function lineOf<Data>(
  kind: Waiting["kind"],
  query: Promise<QueryPage<Data>>,
  since: (data: Data) => string,
): Promise<Waiting | undefined> {
  const page = await query;
  const oldest = page.items[0];
  return oldest && { kind, count: countOf(page), since: since(oldest.data) };
}
