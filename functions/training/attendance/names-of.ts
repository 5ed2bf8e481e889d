import { Contact, contactKey, Person, personKey } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { idOfDelegate } from "../keys/attendance.ts";
import type { Delegate } from "../schema/seat.ts";

export interface NameAndAddress {
  readonly name: string;
  /** Empty where their data was erased. */
  readonly email: string;
}

export const forgotten: NameAndAddress = { name: "Somebody we no longer know", email: "" };

/** Who delegates are, by their ids: two requests for each hundred. A contact who joined in since is that person. */
export async function namesOf(ctx: Ctx, delegates: readonly Delegate[]): Promise<ReadonlyMap<string, NameAndAddress>> {
  const ids = [...new Set(delegates.map(idOfDelegate))];
  const contactIds = ids.filter((id) => id.startsWith("con_"));
  const contacts = await ctx.table.getMany(contactIds.map(contactKey), Contact, { consistent: true });
  const became = new Map(
    contacts.flatMap((each) => (each?.data.personId ? [[each.data.contactId, each.data.personId]] : [])),
  );
  const personIds = [...new Set([...ids.filter((id) => id.startsWith("per_")), ...became.values()])];
  const people = await ctx.table.getMany(personIds.map(personKey), Person);
  const known = new Map<string, NameAndAddress>([
    ...contacts.flatMap((each) => (each ? [[each.data.contactId, each.data] as const] : [])),
    ...people.flatMap((each) => (each ? [[each.data.personId, each.data] as const] : [])),
  ]);
  return new Map(
    ids.map((id) => {
      const { name, email } = known.get(became.get(id) ?? id) ?? known.get(id) ?? forgotten;
      return [id, { name, email }];
    }),
  );
}
