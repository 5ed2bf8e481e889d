import { idOf } from "@alliance/core";
import * as z from "zod";
import { poolIds } from "./topics.ts";

/** Who a place is for: a person, or somebody who was named and has no account yet. */
export const Delegate = /* @__PURE__ */ z.lazy(() =>
  z.union([z.strictObject({ personId: idOf("per") }), z.strictObject({ contactId: idOf("con") })]),
);
export type Delegate = z.infer<typeof Delegate>;

/**
 * One seat of a pool, claimed by its key. It is its booking's until the commit that ends the booking, or cancels the
 * place, removes it; "released" is nobody's any more, and kept for those who wait.
 */
export const Seat = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    placeId: z.string(),
    state: z.enum(["taken", "released"]),
    delegate: Delegate.optional(),
  }),
);
export type Seat = z.infer<typeof Seat>;

const Left = () => z.strictObject({ left: z.int().min(0), taken: z.int().min(0) });

/** How many seats were free when somebody counted: for pages, and to tell most of a crowd at once that it is full. */
export const PlacesLeft = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: idOf("ses"),
    pools: z.partialRecord(z.enum(poolIds), Left()),
    countedAt: z.iso.datetime(),
    /** Something may have happened since that nobody counted: the clock's next round does. */
    isDue: z.boolean(),
  }),
);
export type PlacesLeft = z.infer<typeof PlacesLeft>;
