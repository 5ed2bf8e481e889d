import { readContact } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { namedLead } from "../joining/named-lead.ts";
import { applicationKey } from "../keys/application.ts";
import { Application } from "../schema/application.ts";

/** One's own application; anybody else's answers like one that does not exist. */
export async function readApplication(ctx: Ctx, applicationId: string): Promise<Application> {
  const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
  const isOwn = ctx.actor.kind === "person" && ctx.actor.personId === stored?.data.applicantId;
  if (stored === undefined || !isOwn) throw new Problem("not-found", "We cannot find that application.");
  return stored.data;
}

/** The name of whoever was named to lead and has not joined in yet, for the applicant's own eyes. */
export async function readNamedLead(ctx: Ctx, application: Application): Promise<string | undefined> {
  const contactId = namedLead(application);
  const contact = contactId === undefined ? undefined : await readContact(ctx.table, contactId);
  return contact?.data.personId === undefined ? contact?.data.name : undefined;
}
