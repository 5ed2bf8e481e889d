import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { currentTypePut, typePk, typeVersionPut } from "../keys/membership-type.ts";
import { type CreateTypeInput, isSameContent, type TypeVersion } from "../schema/membership-type.ts";
import { currentTypes, currentVersion } from "../types/read-type.ts";
import { nameWithoutLetters, typeIdOf } from "../types/type-id.ts";

/** The list of types is read whole by whoever joins. */
const mostTypes = 40;

/** The first version of a type that is not sold yet. Its id is claimed by its key: of two who make it at once one does. */
export async function createMembershipType(ctx: Ctx, input: CreateTypeInput): Promise<TypeVersion> {
  authorise(ctx.actor, "membership.edit-types");
  const { content, reason } = input;
  if (content.isOnSale)
    throw new Problem("invalid-input", "A new type is not on sale yet. Make it, then put it on sale.");
  const membershipTypeId = typeIdOf(content.name);
  if (membershipTypeId === undefined) throw refusedName("invalid-input", nameWithoutLetters);
  return retryingConflicts(async () => {
    const holder = (await currentVersion(ctx.table, membershipTypeId))?.data;
    // A second press of the button, or a request that was cut off after its commit.
    if (holder && isOwnFirst(ctx, holder, input)) return holder;
    if (holder) throw refusedName("already-exists", takenBy(holder, content.name));
    const types = await currentTypes(ctx.table);
    const namesake = types.find((each) => sameName(each.content.name, content.name));
    if (namesake) throw refusedName("already-exists", takenBy(namesake, content.name));
    if (types.length >= mostTypes) throw tooMany();
    const first: TypeVersion = {
      ...{ membershipTypeId, version: 1, content, reason },
      publishedBy: actorId(ctx.actor),
      publishedAt: ctx.clock.now(),
    };
    const data = { membershipTypeId, version: 1, name: content.name, isOnSale: false };
    await commit(ctx, {
      put: [typeVersionPut(first), currentTypePut(first, 1)],
      emit: [{ pk: typePk(membershipTypeId), event: draft(membership.typePublished, data) }],
    });
    return first;
  });
}

const isOwnFirst = (ctx: Ctx, holder: TypeVersion, { content }: CreateTypeInput): boolean =>
  holder.version === 1 && holder.publishedBy === actorId(ctx.actor) && isSameContent(holder.content, content);

const sameName = (a: string, b: string): boolean => a.localeCompare(b, "en", { sensitivity: "base" }) === 0;

function takenBy({ content }: TypeVersion, name: string): string {
  return sameName(content.name, name)
    ? `There is a type called ${content.name} already. Give this one another name, or change that one.`
    : `${content.name} has the short name that ${name} would have. Give this one another name.`;
}

const refusedName = (code: "invalid-input" | "already-exists", message: string): Problem =>
  new Problem(code, message, [{ field: "name", message }]);

const tooMany = (): Problem =>
  new Problem(
    "conflict",
    `There are ${mostTypes} types already, which is as many as there can be. Change one that is not on sale any more.`,
  );
