import { authorise, type Person, readPerson } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { roleRequestsForStaff } from "../keys/role-request.ts";
import { isForStaff, RoleRequest } from "../schema/role-request.ts";

interface WaitingRequest {
  readonly request: RoleRequest;
  /** Undefined when the person was erased. */
  readonly person: Person | undefined;
}

export interface RequestPage {
  readonly items: readonly WaitingRequest[];
  readonly cursor?: string;
}

/** Who asks to belong, anywhere, and has no answer when lead contacts had their time; the longest wait first. */
export async function listRoleRequests(
  ctx: Ctx,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<RequestPage> {
  authorise(ctx.actor, "people.manage-any");
  const found = await ctx.table.query({ ...roleRequestsForStaff, limit, ...(cursor ? { cursor } : {}) }, RoleRequest);
  const due = found.items.map(({ data }) => data).filter((request) => isForStaff(request, ctx.clock.now()));
  const items = await Promise.all(
    due.map(async (request) => ({ request, person: await readPerson(ctx, request.personId) })),
  );
  // What is not due yet is at the end: behind a page that has some of it nothing is due.
  const hasMore = found.cursor !== undefined && due.length === found.items.length;
  return hasMore && found.cursor ? { items, cursor: found.cursor } : { items };
}
