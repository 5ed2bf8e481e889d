import type { Application } from "../schema/application.ts";

/** The contact whom somebody else named to lead; none where the applicant leads, and for a renewal. */
export const namedLead = ({ contacts = [], renewalOf }: Application): string | undefined =>
  renewalOf === undefined ? contacts.find(({ role }) => role === "lead")?.contactId : undefined;
