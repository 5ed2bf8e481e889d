import { affiliationRoles, idOf, LondonDate } from "@alliance/core";
import * as z from "zod";

/** Leading is given by who leads, never asked for. */
export const requestableRoles = ["colleague", "finance", "head"] as const;

/** Somebody says that they work at a member organisation; its lead contacts, or staff, answer. */
export const RoleRequest = z.lazy(() =>
  z.strictObject({
    requestId: idOf("req"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    personId: z.string(),
    role: z.enum(affiliationRoles),
    /** The first day of it, when it is approved. */
    from: LondonDate,
    requestedAt: z.iso.datetime(),
    /** From then on staff find it in their work queue: nobody there has answered, or there is nobody to. */
    staffFrom: z.iso.datetime().optional(),
    status: z.enum(["open", "approved", "declined"]),
    answeredAt: z.iso.datetime().optional(),
  }),
);
export type RoleRequest = z.infer<typeof RoleRequest>;

export const isForStaff = ({ status, staffFrom }: RoleRequest, now: string): boolean =>
  status === "open" && staffFrom !== undefined && staffFrom <= now;
