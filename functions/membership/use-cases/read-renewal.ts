import { authoriseFor } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import type { MembershipType } from "../schema/membership-type.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";
import { type Billed, billedBefore } from "../terms/billed-before.ts";
import { type Renewal, renewalOn } from "../terms/renewal.ts";
import { priceOf, type TypePrice } from "../types/price-of.ts";
import { currentType, typesFor } from "../types/read-type.ts";

/** What an organisation would order if it renewed now. */
export interface RenewalOffer {
  readonly type: MembershipType;
  /** Pupils or schools that the price is for. */
  readonly size: number | undefined;
  readonly price: TypePrice;
  readonly billed: Billed;
}

export interface RenewalStanding {
  readonly organisation: Organisation;
  readonly renewal: Renewal;
  /** Only while it can be renewed, and something is on sale for an organisation of its kind. */
  readonly offer: RenewalOffer | undefined;
}

/** How the renewal of an organisation's membership stands, and its price by the type as it is sold now. */
export async function readRenewal(ctx: Ctx, organisationId: string): Promise<RenewalStanding> {
  authoriseFor(ctx.actor, "membership.renew", organisationId);
  const [organisation, terms] = await Promise.all([
    ctx.table.get(organisationKey(organisationId), Organisation),
    ctx.table.query(termsOf(organisationId), Term),
  ]);
  if (organisation === undefined) throw new Problem("not-found", "We cannot find that organisation.");
  const all = terms.items.map(({ data }) => data);
  const renewal = renewalOn(all, londonDateOf(ctx.clock.now()));
  const offer = renewal.state === "open" ? await offerOf(ctx, organisation.data, renewal) : undefined;
  return { organisation: organisation.data, renewal, offer };
}

/** The type they had; where it is not sold any more, the first that is sold to organisations of their kind. */
async function offerOf(
  ctx: Ctx,
  organisation: Organisation,
  { of, startsOn }: Extract<Renewal, { state: "open" }>,
): Promise<RenewalOffer | undefined> {
  const before = await currentType(ctx.table, of.membershipTypeId);
  const type = before?.isOnSale ? before : (await typesFor(ctx.table, organisation.kind))[0];
  if (type === undefined) return undefined;
  const { kind, pupils } = organisation;
  // The register knows the pupils of today; how many schools there are is known from the year before.
  const size = type.price.by === "pupils" ? (pupils ?? of.size) : type.price.by === "schools" ? of.size : undefined;
  const sized = size === undefined ? {} : { [type.price.by]: size };
  const billed = await billedBefore(ctx, organisation, of.applicationId);
  return { type, size, price: priceOf(type, { kind, ...sized, joinsOn: startsOn }), billed };
}
