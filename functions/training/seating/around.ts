import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { queueKey } from "../keys/queue.ts";
import { placesLeftKey } from "../keys/seat.ts";
import { sessionKey } from "../keys/session.ts";
import { Queue } from "../schema/queue.ts";
import { PlacesLeft } from "../schema/seat.ts";
import { Session } from "../schema/session.ts";

/** What a reservation looks at before it chooses a seat, by session. */
export interface Around {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly left: ReadonlyMap<string, PlacesLeft>;
}

/** Sessions, their queues and what was counted of their seats, in one request. Whatever is not there is left out. */
export async function readAround(ctx: Ctx, of: readonly { readonly sessionId: string }[]): Promise<Around> {
  const sessionIds = [...new Set(of.map(({ sessionId }) => sessionId))];
  const kinds = [sessionKey, queueKey, placesLeftKey].map((keyOf) => sessionIds.map(keyOf));
  const found = await ctx.table.getMany(kinds.flat(), z.unknown());
  const mapOf = <Schema extends z.ZodType>(kind: number, schema: Schema): Map<string, z.infer<Schema>> =>
    new Map(
      sessionIds.flatMap((sessionId, at) => {
        const stored = found[kind * sessionIds.length + at];
        return stored ? [[sessionId, schema.parse(stored.data)]] : [];
      }),
    );
  return { sessions: mapOf(0, Session), queues: mapOf(1, Queue), left: mapOf(2, PlacesLeft) };
}
