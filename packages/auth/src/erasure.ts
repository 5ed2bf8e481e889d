import type { Ctx, Key, Pattern, Put, Stored } from "@alliance/store";
import * as z from "zod";

/** Somebody's wish to be erased, and what became of it; it stays as the record of the decision, with ids only. */
export const Erasure = z.lazy(() =>
  z.object({
    personId: z.string(),
    requestedAt: z.iso.datetime(),
    /** Approved: the letter with the outcome is on its way; then it is done. */
    status: z.enum(["open", "approved", "refused", "done"]),
    decidedAt: z.iso.datetime().optional(),
    decidedBy: z.string().optional(),
    doneAt: z.iso.datetime().optional(),
  }),
);
export type Erasure = z.infer<typeof Erasure>;

const erasureKey = (personId: string): Key => ({ pk: `person#${personId}`, sk: "erasure" });

export const erasurePut = (erasure: Erasure, version: number): Put => ({
  key: erasureKey(erasure.personId),
  entity: "erasure",
  version,
  data: erasure,
  ...(erasure.status === "open" || erasure.status === "approved"
    ? { gsi2: { pk: `erasures#${erasure.status}`, sk: `${erasure.requestedAt}#${erasure.personId}` } }
    : {}),
});

/** Oldest first: the law gives a month. */
export const erasuresThat = (status: "open" | "approved"): Pattern => ({
  index: "gsi2",
  pk: `erasures#${status}`,
  limit: 50,
});

export const readErasure = (ctx: Ctx, personId: string): Promise<Stored<Erasure> | undefined> =>
  ctx.table.get(erasureKey(personId), Erasure, { consistent: true });
