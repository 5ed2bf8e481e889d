import { Hono } from "hono";
import { issuersOf } from "../cognito.ts";
import { readMailbox } from "../ses/mailbox.ts";
import { listQueues } from "../sqs/queue-admin.ts";
import { answer } from "./answer.ts";
import { GrantsPage } from "./pages/grants.tsx";
import { type Overview, OverviewPage } from "./pages/overview.tsx";
import type { WideCloud } from "./wide-cloud.ts";

const RECENT_TRACES = 200;

export function overviewRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  app.get("/", (context) => {
    const facts = overviewOf(cloud);
    return answer(context, facts, () => OverviewPage(facts));
  });
  app.get("/iam", (context) => {
    const grants = cloud.unusedGrants();
    return answer(context, { unusedGrants: grants }, () => GrantsPage({ grants }));
  });
  return app;
}

function overviewOf(cloud: WideCloud): Overview {
  const traces = cloud.timeline.traces({ limit: RECENT_TRACES });
  const deadLetterQueues = listQueues(cloud).filter((queue) => queue.isDeadLetterQueueOf.length > 0);
  return {
    publicOrigin: cloud.publicOrigin,
    awsEndpoint: cloud.awsEndpoint,
    issuers: issuersOf(cloud).map(({ url, clients }) => ({ url, clients: clients.map((client) => client.ref) })),
    now: Math.floor(cloud.clock.now()),
    movedDays: Math.floor(cloud.clock.offsetMs() / 86_400_000),
    mails: readMailbox(cloud).length,
    traces: traces.length,
    failures: traces.filter((trace) => trace.errors > 0).length,
    deadLetters: deadLetterQueues.reduce((sum, queue) => sum + queue.visible + queue.inFlight + queue.delayed, 0),
    personas: cloud.personas,
    resources: [...cloud.resources.values()].map(({ stack, logicalId, type, ref, arn }) => ({
      ...{ stack, logicalId, type, ref, arn },
    })),
  };
}
