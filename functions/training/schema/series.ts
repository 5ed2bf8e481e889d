import * as z from "zod";
import { SeriesId, SessionId } from "./session.ts";

/** Sessions that belong together: each date is booked by itself, or all of them as a whole. */
export const Series = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    seriesId: SeriesId,
    title: z.string().min(1).max(120),
    /** In the order of their dates. */
    sessionIds: z.array(SessionId).min(2).max(30),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  }),
);
export type Series = z.infer<typeof Series>;
