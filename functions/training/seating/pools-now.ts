import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import type { Around } from "./around.ts";

/** Which pools of a session look open, and for which one has to wait: people do already, or nothing is left. */
export function poolsNow({ queues, left }: Around, { sessionId, pools }: Pick<Session, "sessionId" | "pools">) {
  const isFull = (poolId: PoolId): boolean =>
    (queues.get(sessionId)?.waiting[poolId] ?? 0) > 0 || left.get(sessionId)?.pools[poolId]?.left === 0;
  const poolIds = pools.map(({ poolId }) => poolId);
  return {
    openPools: poolIds.filter((poolId) => !isFull(poolId)),
    fullPools: poolIds.filter(isFull),
  };
}
