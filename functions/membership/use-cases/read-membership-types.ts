import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf, Problem, plusDays } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { memberCountKey } from "../keys/member-count.ts";
import { MemberCount } from "../schema/member-count.ts";
import { type MembershipType, type TypeVersion, typeOf } from "../schema/membership-type.ts";
import { currentTypes, typeVersions } from "../types/read-type.ts";
import { namesOf } from "./read-timeline.ts";

/** What is on sale, for everybody: prices are no secret. */
export async function listTypesOnSale(ctx: Ctx): Promise<readonly MembershipType[]> {
  return (await currentTypes(ctx.table)).map(typeOf).filter(({ isOnSale }) => isOnSale);
}

/** All types as they are now, also those that are not on sale. */
export async function listTypes(ctx: Ctx): Promise<readonly TypeVersion[]> {
  authorise(ctx.actor, "membership.read-any");
  return currentTypes(ctx.table);
}

export interface TypeHistory {
  readonly current: TypeVersion;
  /** Newest first. */
  readonly versions: readonly TypeVersion[];
  readonly names: ReadonlyMap<string, string>;
  /** Memberships in force that were sold with any version, this academic year and the one before. */
  readonly sold: number;
}

export async function readTypeHistory(ctx: Ctx, membershipTypeId: string): Promise<TypeHistory> {
  authorise(ctx.actor, "membership.read-any");
  const versions = await typeVersions(ctx.table, membershipTypeId);
  const [current] = versions;
  if (current === undefined) throw new Problem("not-found", "We cannot find that type of membership.");
  const [names, sold] = await Promise.all([
    namesOf(
      ctx,
      versions.map(({ publishedBy }) => publishedBy),
    ),
    soldOf(ctx, membershipTypeId),
  ]);
  return { current, versions, names, sold };
}

/** Counted by events as memberships come into force. */
async function soldOf(ctx: Ctx, membershipTypeId: string): Promise<number> {
  const year = academicYearOf(londonDateOf(ctx.clock.now()));
  const years = [year.name, academicYearOf(plusDays(year.startsOn, -1)).name];
  const counts = await Promise.all(
    years.map((each) => ctx.table.get(memberCountKey(each, "type", membershipTypeId), MemberCount)),
  );
  return counts.reduce((sum, count) => sum + (count?.data.members ?? 0), 0);
}
