import { Hono } from "hono";
import * as z from "zod";
import { afterPost, answer, readFields } from "./answer.ts";
import { ClockPage } from "./pages/clock.tsx";
import type { WideCloud } from "./wide-cloud.ts";

/** Forward by seconds or days, or to an ISO date or instant: exactly one of them. */
const move = z.union(
  [
    z.strictObject({ seconds: z.coerce.number().positive() }),
    z.strictObject({ days: z.coerce.number().positive() }),
    z.strictObject({ date: z.union([z.iso.date(), z.iso.datetime({ offset: true })]) }),
  ],
  "Give seconds or days above 0, or a date like 2030-01-31.",
);

export function clockRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  const facts = () => ({ now: Math.floor(cloud.clock.now()), offsetMs: cloud.clock.offsetMs() });
  const asJson = () => ({ ...facts(), iso: new Date(cloud.clock.now()).toISOString() });
  app.get("/clock", (context) => answer(context, asJson(), () => ClockPage(facts())));
  app.post("/clock", async (context) => {
    const error = moveClock(cloud, await readFields(context));
    if (error === undefined) return afterPost(context, asJson(), "/_local/clock");
    return answer(context, { error }, () => ClockPage({ ...facts(), error }), 422);
  });
  return app;
}

/** Why it was refused, or undefined. */
function moveClock(cloud: WideCloud, fields: Readonly<Record<string, string>>): string | undefined {
  const asked = move.safeParse(fields);
  if (!asked.success) return asked.error.issues[0]?.message;
  try {
    if ("date" in asked.data) cloud.clock.moveTo(Date.parse(asked.data.date));
    else if ("days" in asked.data) cloud.clock.moveForward(asked.data.days * 86_400_000);
    else cloud.clock.moveForward(asked.data.seconds * 1000);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
