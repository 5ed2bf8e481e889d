import { idOf } from "@alliance/core";
import * as z from "zod";
import { Payment } from "./application.ts";

/** The body of POST /api/membership/renewals, and what the renewal's page sends. */
export const RenewInput = z.strictObject({ organisationId: idOf("org"), payment: Payment });

export type RenewInput = z.infer<typeof RenewInput>;
