import { Hono } from "hono";
import { listQueues, peekMessages, redrive } from "../sqs/queue-admin.ts";
import { afterPost, answer, readFields } from "./answer.ts";
import { type QueueFacts, QueuesPage } from "./pages/queues.tsx";
import { RefusalPage } from "./pages/refusal.tsx";
import type { WideCloud } from "./wide-cloud.ts";

const SHOWN = 50;

export function queueRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  app.get("/queues", (context) => {
    const queues: QueueFacts[] = listQueues(cloud).map((queue) => ({
      ...queue,
      messages: isDeadLetterQueue(queue) ? peekMessages(cloud, queue.arn, SHOWN) : [],
    }));
    const moved = context.req.query("moved");
    return answer(context, { queues }, () => QueuesPage({ queues, ...(moved ? { moved: Number(moved) } : {}) }));
  });
  app.post("/queues/redrive", async (context) => {
    const { queue = "", messageId } = await readFields(context);
    const known = listQueues(cloud).find((candidate) => candidate.arn === queue || candidate.name === queue);
    if (known === undefined) {
      const text = `There is no queue "${queue}".`;
      return answer(context, { error: text }, () => RefusalPage({ title: "No such queue", text }), 404);
    }
    const moved = redrive(cloud, known.arn, messageId === undefined ? undefined : [messageId]);
    return afterPost(context, { moved }, `/_local/queues?moved=${moved}`);
  });
  return app;
}

/** One that queues name as theirs, or by its name one of a rule, a schedule or a stream. */
function isDeadLetterQueue(queue: { readonly name: string; readonly isDeadLetterQueueOf: readonly string[] }): boolean {
  return queue.isDeadLetterQueueOf.length > 0 || /dlq|dead-?letter|failure/i.test(queue.name);
}
