import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { currentTypePut, typePk, typeVersionPut } from "../keys/membership-type.ts";
import { isSameContent, type PublishInput, type TypeVersion } from "../schema/membership-type.ts";
import { currentVersion } from "../types/read-type.ts";

/** A new version of a type, with a reason. What was sold keeps its own version; of two editors at once one is told. */
export async function publishMembershipType(
  ctx: Ctx,
  membershipTypeId: string,
  input: PublishInput,
): Promise<TypeVersion> {
  authorise(ctx.actor, "membership.edit-types");
  return retryingConflicts(async () => {
    const current = await currentVersion(ctx.table, membershipTypeId);
    if (current === undefined) throw new Problem("not-found", "We cannot find that type of membership.");
    const { version } = current.data;
    const isSame = isSameContent(current.data.content, input.content);
    // A second press of the button, or a request that was cut off after its commit.
    const isOwn = version === input.basedOn + 1 && isSame && current.data.publishedBy === actorId(ctx.actor);
    if (isOwn) return current.data;
    if (version !== input.basedOn) throw overtaken(input.basedOn, version);
    if (isSame) throw new Problem("invalid-input", "Nothing is different from the version that is sold now.");
    const next: TypeVersion = {
      membershipTypeId,
      version: version + 1,
      content: input.content,
      reason: input.reason,
      publishedBy: actorId(ctx.actor),
      publishedAt: ctx.clock.now(),
    };
    const { name, isOnSale } = input.content;
    const data = { membershipTypeId, version: next.version, name, isOnSale };
    await commit(ctx, {
      put: [typeVersionPut(next), currentTypePut(next, current.itemVersion + 1)],
      emit: [{ pk: typePk(membershipTypeId), event: draft(membership.typePublished, data) }],
    });
    return next;
  });
}

const overtaken = (basedOn: number, version: number): Problem =>
  new Problem(
    "stale",
    `Somebody published version ${version} while you worked on version ${basedOn}. Compare with it, then publish again.`,
  );
