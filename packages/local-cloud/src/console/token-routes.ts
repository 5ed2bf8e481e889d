import { Hono } from "hono";
import { issueScriptToken, TokenRefusal } from "../token.ts";
import { wantsJson } from "./answer.ts";
import type { WideCloud } from "./wide-cloud.ts";

/** `curl -H "Authorization: Bearer $(curl -s …/_local/token?persona=NAME)"`: plain text, so that it nests. */
export function tokenRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  app.get("/token", async (context) => {
    try {
      const token = await issueScriptToken(cloud, context.req.query());
      const headers = { "cache-control": "no-store" };
      return wantsJson(context) ? context.json(token, 200, headers) : context.text(token.access_token, 200, headers);
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      const status = error.status === 404 ? 404 : 400;
      return wantsJson(context)
        ? context.json({ error: error.message }, status)
        : context.text(`${error.message}\n`, status);
    }
  });
  return app;
}
