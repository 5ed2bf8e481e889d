import { Envelope } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import type { Ctx } from "@alliance/store";
import { applicationKey, applicationPk } from "../keys/application.ts";
import { Application, type BillTo } from "../schema/application.ts";
import type { Organisation } from "../schema/organisation.ts";

/** Who is asked to pay for the next year, and who gets the quote or the invoice. */
export interface Billed {
  readonly billTo: BillTo;
  readonly contacts: Application["contacts"];
}

/**
 * Whoever was billed the year before, with the same finance contact; the organisation itself where nobody was. Who is
 * billed is told to finance once, in the event of that application.
 */
export async function billedBefore(ctx: Ctx, organisation: Organisation, applicationId: string): Promise<Billed> {
  const [stored, events] = await Promise.all([
    ctx.table.get(applicationKey(applicationId), Application),
    ctx.table.query({ pk: applicationPk(applicationId), skPrefix: "event#", limit: 20 }, Envelope),
  ]);
  const told = events.items.find(({ data }) => data.type === membership.applicationSubmitted.type);
  const order = told && membership.applicationSubmitted.data.safeParse(told.data.data);
  const place = [organisation.town, organisation.postcode].filter((line) => line !== undefined);
  return {
    contacts: (stored?.data.contacts ?? []).filter(({ role }) => role === "finance"),
    billTo: order?.success
      ? order.data.billTo
      : { name: organisation.name, addressLines: organisation.addressLines ?? place },
  };
}
