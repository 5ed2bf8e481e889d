import { idOf } from "@alliance/core";
import { RegisterCounts } from "@alliance/events/membership";
import * as z from "zod";

export const RegisterError = z.strictObject({ line: z.int(), column: z.string(), reason: z.string() });

/** One upload of the national register, from its request to its end. */
export const RegisterImport = z.lazy(() =>
  z.strictObject({
    importId: idOf("imp"),
    status: z.enum(["requested", "running", "imported", "refused"]),
    requestedAt: z.iso.datetime(),
    requestedBy: z.string(),
    /** Where its files lie, when not where an upload puts them. */
    files: z.strictObject({ establishments: z.string(), links: z.string(), groups: z.string() }).optional(),
    /** Rows of the establishments file that were read so far. */
    rowsRead: z.int().optional(),
    finishedAt: z.iso.datetime().optional(),
    counts: RegisterCounts.optional(),
    error: RegisterError.optional(),
  }),
);

export type RegisterImport = z.infer<typeof RegisterImport>;

/** Which import read the file that lay in the bucket for a day. */
export const NightlyImport = z.lazy(() => z.strictObject({ importId: idOf("imp") }));
export type NightlyImport = z.infer<typeof NightlyImport>;

/** Which snapshot in the bucket is the register now. */
export const RegisterPointer = z.lazy(() =>
  z.strictObject({
    importId: idOf("imp"),
    snapshot: z.string(),
    establishments: z.int(),
    trusts: z.int().optional(),
    /** Of the import it came from: an older request never replaces a newer one's. */
    requestedAt: z.iso.datetime(),
    importedAt: z.iso.datetime(),
  }),
);

export type RegisterPointer = z.infer<typeof RegisterPointer>;
