import { isProblem, type Log, type ProblemCode } from "@alliance/core";
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import type { EventContract } from "./contract.ts";
import { type DomainEvent, Envelope } from "./envelope.ts";

/** One reaction of a context to one event. The list of them is read by the worker, by infra and by tests. */
export interface Subscriber<Ctx> {
  readonly type: string;
  readonly version: number;
  readonly name: string;
  /** Safe to run again with the same event, at any time, in any order. */
  readonly handle: (ctx: Ctx, event: Envelope) => Promise<unknown>;
}

type Handler<Ctx, Data> = (ctx: Ctx, event: DomainEvent<Data>) => Promise<unknown>;

/**
 * on(paymentReceived, { confirmBooking }): the handler gets the event parsed by its contract. Given as a property,
 * its name survives minification: ids are derived from it, and logs show it.
 */
export function on<Ctx, Schema extends z.ZodType>(
  contract: EventContract<string, Schema>,
  named: Readonly<Record<string, Handler<Ctx, z.infer<Schema>>>>,
): Subscriber<Ctx> {
  const [entry, ...more] = Object.entries(named);
  if (entry === undefined || more.length > 0) throw new TypeError(`one handler at a time for ${contract.type}`);
  const [name, handler] = entry;
  return {
    type: contract.type,
    version: contract.version,
    name,
    handle: (ctx, event) => handler(ctx, { ...event, data: contract.data.parse(event.data) }),
  };
}

export interface Consumer<Ctx> {
  readonly subscribers: readonly Subscriber<Ctx>[];
  /** `subscriber` is its name: part of what the ids of its effects are derived from. */
  readonly makeCtx: (event: Envelope, subscriber: string) => Ctx;
  readonly log: Log;
  /** Messages that are no domain events: what a schedule or an AWS service said. */
  readonly takeNotice?: (notice: Notice) => Promise<unknown>;
}

/** A message of the bus as its queue holds it. */
const Notice = z.object({ source: z.string(), "detail-type": z.string(), detail: z.record(z.string(), z.unknown()) });
export type Notice = z.infer<typeof Notice>;

const isOurs = (source: string): boolean => source.startsWith("alliance.") && source !== "alliance.schedule";

/** What may be different in a moment: the event is delivered again. */
const passing: ReadonlySet<ProblemCode> = new Set(["conflict", "unavailable", "too-many"]);

/** Gives one event to every subscriber of its type; a version nobody knows fails, and ends in the dead letters. */
export async function dispatch<Ctx>(consumer: Consumer<Ctx>, event: Envelope): Promise<void> {
  const ofType = consumer.subscribers.filter((subscriber) => subscriber.type === event.type);
  const takers = ofType.filter((subscriber) => subscriber.version === event.version);
  if (takers.length === 0) throw new Error(`no subscriber for ${event.type} version ${event.version}`);
  for (const subscriber of takers) {
    try {
      await subscriber.handle(consumer.makeCtx(event, subscriber.name), event);
    } catch (error) {
      if (!isProblem(error) || passing.has(error.code)) throw error;
      // Any other refusal stays one however often it is tried: it is logged and acknowledged.
      consumer.log.warn("refused", { eventId: event.id, subscriber: subscriber.name, code: error.code });
    }
  }
}

/** The Lambda handler of a context's worker: SQS messages from the bus, partial batch responses. */
export function consume<Ctx>(consumer: Consumer<Ctx>): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return async (batch) => {
    const processor = new BatchProcessor(EventType.SQS);
    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const log = consumer.log.child({ messageId: record.messageId });
      try {
        const notice = Notice.parse(JSON.parse(record.body));
        if (!isOurs(notice.source)) {
          if (!consumer.takeNotice) throw new Error(`nobody takes notices of ${notice.source}`);
          await consumer.takeNotice(notice);
          return;
        }
        const event = Envelope.parse(notice.detail);
        await dispatch({ ...consumer, log: log.child({ eventId: event.id, type: event.type }) }, event);
      } catch (error) {
        log.error("failed", { error });
        throw error;
      }
    };
    return processPartialResponse(batch, handleRecord, processor, { throwOnFullBatchFailure: false });
  };
}
