import type { Ctx, Put } from "@alliance/store";
import * as z from "zod";
import { stripeEffectKey } from "../keys.ts";

/** The Stripe event that something is done for, where it is one: the sweep and the pages do the same without. */
export interface StripeCause {
  readonly stripeEventId: string;
}

/** What an event of Stripe's brought about: written once, kept for ever. */
export const StripeEffect = z.object({ stripeEventId: z.string(), effect: z.string(), at: z.iso.datetime() });

/**
 * The marker of an effect, for the very commit that has it: the same event can never have a second one. A payment
 * has none: the key of the money itself says that it was received.
 */
export const stripeEffect = (ctx: Ctx, because: StripeCause | undefined, effect: string): Put[] =>
  because === undefined
    ? []
    : [
        {
          key: stripeEffectKey(because.stripeEventId),
          entity: "finance.stripe-effect",
          version: 1,
          data: StripeEffect.parse({ stripeEventId: because.stripeEventId, effect, at: ctx.clock.now() }),
        },
      ];

export const hadEffect = async (ctx: Ctx, { stripeEventId }: StripeCause): Promise<boolean> =>
  (await ctx.table.get(stripeEffectKey(stripeEventId), StripeEffect, { consistent: true })) !== undefined;
