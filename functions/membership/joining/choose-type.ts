import { londonDateOf, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import type { MembershipType } from "../schema/membership-type.ts";
import type { OrganisationKind } from "../schema/organisation.ts";
import { type Joiner, priceOf, type TypePrice } from "../types/price-of.ts";
import { currentType, typesFor } from "../types/read-type.ts";
import type { Candidate } from "./candidate.ts";

/** The type that is usual for a kind, read by its key; what else is on sale for it needs a list. */
const usualType: Record<OrganisationKind, string> = {
  school: "school",
  trust: "trust",
  "local-authority": "local-authority",
  charity: "charity-or-university",
  university: "charity-or-university",
  business: "business-partner",
};

const notOnSale = (name: string): Problem =>
  new Problem("invalid-input", `There is no membership on sale for ${name} at the moment. Please write to us.`);

export const isFor = ({ eligibleKinds, isOnSale }: MembershipType, kind: OrganisationKind): boolean =>
  isOnSale && eligibleKinds.includes(kind);

/** The type that was asked for, or the usual one; refused where it is not for this kind, or not on sale. */
export async function chooseType(ctx: Ctx, candidate: Candidate, asked?: string): Promise<MembershipType> {
  const { kind, name } = candidate;
  const found = await currentType(ctx.table, asked ?? usualType[kind]);
  if (found !== undefined && isFor(found, kind)) return found;
  if (asked !== undefined) {
    const reason = found?.isOnSale === false ? "is not on sale any more" : `is not for ${name}`;
    throw new Problem("invalid-input", `${found?.name ?? "That type of membership"} ${reason}. Choose another one.`);
  }
  const [other] = await typesFor(ctx.table, kind);
  if (other === undefined) throw notOnSale(name);
  return other;
}

/** Who joins today, as prices are made of; a size that somebody typed counts where the register has none. */
export function joinerOf(ctx: Ctx, { kind, pupils, schools }: Candidate, size?: number): Joiner {
  const [ofPupils, ofSchools] = [pupils ?? size, schools ?? size];
  return {
    kind,
    ...(ofPupils === undefined ? {} : { pupils: ofPupils }),
    ...(ofSchools === undefined ? {} : { schools: ofSchools }),
    joinsOn: londonDateOf(ctx.clock.now()),
  };
}

export interface Offer {
  readonly type: MembershipType;
  readonly joiner: Joiner;
  readonly price: TypePrice;
}

export function offerOf(ctx: Ctx, candidate: Candidate, type: MembershipType, size?: number): Offer {
  const joiner = joinerOf(ctx, candidate, size);
  return { type, joiner, price: priceOf(type, joiner) };
}

/** Must somebody be asked for their size before there is a price? */
export const isSizeMissing = ({ price }: MembershipType, { pupils, schools }: Candidate): boolean =>
  (price.by === "pupils" && pupils === undefined) || (price.by === "schools" && schools === undefined);
