import { Hono } from "hono";
import { answer } from "./answer.ts";
import { TimelinePage, TracePage } from "./pages/timeline.tsx";
import type { WideCloud } from "./wide-cloud.ts";

const PAGE_SIZE = 50;

export function timelineRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  app.get("/timeline", (context) => {
    const errorsOnly = context.req.query("errors") === "1";
    const before = Number(context.req.query("before"));
    const traces = cloud.timeline.traces({ limit: PAGE_SIZE, errorsOnly, ...(before > 0 ? { before } : {}) });
    const last = traces.at(-1);
    const next =
      last === undefined || traces.length < PAGE_SIZE
        ? {}
        : { next: `/_local/timeline?before=${last.startedAt}${errorsOnly ? "&errors=1" : ""}` };
    return answer(context, { traces, ...next }, () => (
      <TimelinePage traces={traces} errorsOnly={errorsOnly} {...next} />
    ));
  });
  app.get("/timeline/:traceId", (context) => {
    const traceId = context.req.param("traceId");
    const spans = cloud.timeline.trace(traceId);
    if (spans.length === 0) return context.notFound();
    return answer(context, { traceId, spans }, () => <TracePage traceId={traceId} spans={spans} />);
  });
  return app;
}
