import { Contact, contactKey } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import type { Place } from "../schema/booking.ts";

/** By their ids, those who were named for places by their address. */
export type Contacts = ReadonlyMap<string, Contact>;

export async function namedContacts(ctx: Ctx, places: readonly Pick<Place, "delegate">[]): Promise<Contacts> {
  const ids = places.flatMap(({ delegate }) => (delegate && "contactId" in delegate ? [delegate.contactId] : []));
  const contacts = await ctx.table.getMany([...new Set(ids)].map(contactKey), Contact, { consistent: true });
  return new Map(contacts.flatMap((stored) => (stored ? [[stored.data.contactId, stored.data]] : [])));
}
