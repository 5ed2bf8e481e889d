import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { PaymentGateway } from "@alliance/payments";
import { Conflict, type Ctx } from "@alliance/store";

/** One after the other, in the order of asking. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** What a reaction of finance may reach. The gateway comes when asked for: its secret is read then. */
export interface WorkerCtx extends Ctx {
  readonly gateway: () => Promise<PaymentGateway>;
  /** The events of a batch run side by side; without turns they lose the race for the next number to each other. */
  readonly inTurn: InTurn;
}

/** The turns of one instance of the worker. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** As many issuers of invoices at one moment as the counter can serve one after the other. */
const attempts = 128;

/**
 * Runs a reaction again when another instance wrote first. Each lost race means that another invoice got its number,
 * so the wait is bounded by how many issue at once; after that the queue brings the event again.
 */
export const untilWritten = <Result>(ctx: WorkerCtx, reaction: () => Promise<Result>): Promise<Result> =>
  ctx.inTurn(() => untilNumbered(ctx, reaction));

/** The same for a page that takes a number while somebody waits. */
export async function untilNumbered<Result>(ctx: Ctx, useCase: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await useCase();
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
      await delay(pauseMilliseconds(ctx.ids.next("retry"), attempt));
    }
  }
}

/** Those who lost a race wait unequally long, so that a hundred of them do not meet again at once. */
function pauseMilliseconds(seed: string, attempt: number): number {
  const share = createHash("sha256").update(seed).digest().readUInt16BE(0) / 65_536;
  return share * Math.min(500, 8 * 2 ** attempt);
}
