import type { Ctx, Put, Stored } from "@alliance/store";
import * as z from "zod";
import { cancellationKey } from "../keys.ts";
import type { CreditNote } from "../schema.ts";

/** What a cancellation of a booking became: its credit note, and the money that it set free. */
export const Cancellation = z.object({ creditNoteId: z.string(), creditIds: z.array(z.string()) });
export type Cancellation = z.infer<typeof Cancellation>;

/** A booking is lost once, and whole. */
export const lostId = "lost";

export const readCancellation = (
  ctx: Ctx,
  orderId: string,
  cancellationId: string,
): Promise<Stored<Cancellation> | undefined> =>
  ctx.table.get(cancellationKey(orderId, cancellationId), Cancellation, { consistent: true });

export const cancellationPut = (orderId: string, cancellationId: string, { document, creditIds }: CreditNote): Put => ({
  ...{ key: cancellationKey(orderId, cancellationId), entity: "finance.cancellation", version: 1 },
  data: { creditNoteId: document.creditNoteId, creditIds } satisfies Cancellation,
});
