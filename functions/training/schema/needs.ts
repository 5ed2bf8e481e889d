import { idOf } from "@alliance/core";
import * as z from "zod";
import { Delegate } from "./seat.ts";
import { SessionId } from "./session.ts";

/** What a delegate needs on the day. Personal, and often about health: it lies here alone, and not for long. */
export const Needs = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: SessionId,
    placeId: z.string(),
    bookingId: idOf("bkg"),
    /** Whose they are: of somebody who comes instead they are not. */
    delegate: Delegate,
    words: z.string().min(1).max(500),
    /** When nobody needs to know any more. */
    removeAt: z.iso.datetime(),
  }),
);
export type Needs = z.infer<typeof Needs>;

/** What each delegate needs; nothing takes back what was said before. */
export const NotingNeeds = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    needs: z
      .array(z.strictObject({ placeId: z.string(), words: z.string().trim().max(500, "Use at most 500 characters") }))
      .max(30)
      .refine((all) => new Set(all.map(({ placeId }) => placeId)).size === all.length, "Name each place once"),
  }),
);
export type NotingNeeds = z.infer<typeof NotingNeeds>;
