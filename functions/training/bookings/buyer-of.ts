import { canFor, organisationCards } from "@alliance/auth";
import { type PersonActor, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import type { Booking } from "../schema/booking.ts";

export type Buyer = Pick<Booking, "organisationId" | "organisationName" | "bookedBy">;

interface Named {
  readonly organisationId?: string | undefined;
  readonly organisationName?: string | undefined;
}

export function personOf({ actor }: Ctx): PersonActor {
  if (actor.kind === "person") return actor;
  throw new Problem("not-signed-in", "Please sign in first.");
}

/** Whoever asks, and for whom: an organisation they work at, or one that we know by its name only. */
export async function buyerOf(ctx: Ctx, { organisationId, organisationName }: Named): Promise<Buyer> {
  const actor = personOf(ctx);
  const bookedBy = actor.personId;
  if (organisationId === undefined) {
    if (organisationName !== undefined) return { organisationName, bookedBy };
    const message = "Enter the name of your school or organisation";
    throw new Problem("invalid-input", `${message}.`, [{ field: "organisationName", message }]);
  }
  const isTheirs = canFor(actor, "training.book", organisationId) || canFor(actor, "training.manage", organisationId);
  const [card] = isTheirs ? await organisationCards(ctx.table, [organisationId]) : [];
  if (card === undefined) throw new Problem("not-found", "We cannot find that organisation among yours.");
  return { organisationId, organisationName: card.name, bookedBy };
}
