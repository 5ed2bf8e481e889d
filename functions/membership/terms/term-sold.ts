import type { MembershipType } from "../schema/membership-type.ts";
import type { Term } from "../schema/term.ts";

type Sold = Pick<
  Term,
  | "membershipId"
  | "applicationId"
  | "organisationId"
  | "organisationName"
  | "applicantId"
  | "academicYear"
  | "startsOn"
  | "endsOn"
  | "netPence"
> & { readonly renewalOf?: string | undefined; readonly size?: number | undefined };

/** A term that waits for its payment, with everything of its type frozen into it. */
export const termSold = (sold: Sold, type: MembershipType): Term => ({
  ...sold,
  status: "pending",
  membershipTypeId: type.membershipTypeId,
  membershipTypeVersion: type.version,
  membershipTypeName: type.name,
  benefits: type.benefits,
  covers: type.covers,
  graceDays: type.graceDays,
  creditDays: type.creditDays,
});
