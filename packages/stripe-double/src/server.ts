import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { applyControls, type Controls } from "./controls.ts";
import { answerApi } from "./endpoints/api.ts";
import type { Engine } from "./engine.ts";
import { payRoutes } from "./pay/routes.tsx";

const maxBodyBytes = 1024 * 1024;

/** The double's doors: Stripe's API, the pay page, and the controls. */
export function doubleServer(engine: Engine, controls: Controls): Hono {
  const app = new Hono();
  app.use(
    bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.json({ error: apiError("The body is too large.") }, 413) }),
  );
  app.all("/v1/*", async (c) => {
    const url = new URL(c.req.url);
    const body = await c.req.text();
    const reply = await engine.faults.apply(url.pathname, () => {
      if (engine.isClosed()) return undefined;
      engine.sweep();
      const header = (name: string) => c.req.header(name);
      const request = { method: c.req.method, path: url.pathname, query: url.search.slice(1), body, header };
      const answered = answerApi(engine.api, request);
      engine.sender.nudge();
      return answered;
    });
    if (reply === undefined) return silence(c.req.raw.signal);
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  });
  app.route("/pay", payRoutes(engine));
  app.get("/_double/controls", (c) =>
    c.json({ deliveries: controls.deliverySettings, faults: controls.faults, recent: controls.deliveries() }),
  );
  app.post("/_double/controls", async (c) => {
    try {
      applyControls(controls, await c.req.json());
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return c.json({ error: error.message }, 400);
      throw error;
    }
    return c.json({ deliveries: controls.deliverySettings, faults: controls.faults });
  });
  app.notFound((c) => c.json({ error: apiError(`Unrecognized request URL (${c.req.method}: ${c.req.path}).`) }, 404));
  return app;
}

const apiError = (message: string) => ({ type: "invalid_request_error", message });

/** The effect has happened and no answer comes: only the caller's own timeout ends it. */
function silence(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(new Response(null, { status: 408 })));
  });
}
