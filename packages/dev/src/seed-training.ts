import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isSchoolDay, plusDays } from "@alliance/core";
import * as z from "zod";
import { root } from "./synthesize.ts";

const DemoSession = z.object({
  /** Tells its requests from the others'. */
  name: z.string(),
  inWeeks: z.int(),
  /** 1 is Monday. */
  weekday: z.int().min(1).max(5),
  from: z.string(),
  to: z.string(),
  publish: z.enum(["now", "next-week", "not-yet"]),
  /** Further dates, which make it a series. */
  repeatsInWeeks: z.array(z.int()).optional(),
  session: z.record(z.string(), z.unknown()),
});
type DemoSession = z.infer<typeof DemoSession>;

const Made = z.object({ sessionId: z.string() });
const Copies = z.object({ sessions: z.array(Made) });

/** So many weeks from the Monday of this week on, on that weekday: "2027-01-20". Nobody meets in the school holidays. */
function dayOf(today: string, inWeeks: number, weekday: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  day.setUTCDate(day.getUTCDate() - sinceMonday + 7 * inWeeks + weekday - 1);
  let date = day.toISOString().slice(0, 10);
  while (!isSchoolDay(date)) date = plusDays(date, 7);
  return date;
}

function bodyOf({ session, inWeeks, weekday, from, to }: DemoSession, today: string): unknown {
  const day = dayOf(today, inWeeks, weekday);
  const [startsAtLocal, endsAtLocal] = [`${day}T${from}`, `${day}T${to}`];
  return { ...session, startsAtLocal, endsAtLocal, bookingClosesAtLocal: startsAtLocal };
}

/** The demo's programme of training, built and published by staff through the API. */
export async function seedTraining(origin: string): Promise<void> {
  const demo = z
    .array(DemoSession)
    .parse(JSON.parse(await readFile(join(root, "packages/dev/demo/training-sessions.json"), "utf8")));
  const today = new Date().toLocaleDateString("en-CA", { timeZone: "Europe/London" });
  const token = await (await fetch(`${origin}/_local/token?persona=staff`)).text();
  const post = poster(`${origin}/api/training/sessions`, token.trim());
  await Promise.all(
    demo.map(async (each) => {
      const { sessionId } = Made.parse(await post("", bodyOf(each, today), `${each.name}-build`));
      const days = (each.repeatsInWeeks ?? []).map((weeks) => dayOf(today, weeks, each.weekday));
      const repeated = { days, asSeries: true };
      const copies =
        days.length > 0 ? Copies.parse(await post(`/${sessionId}/dates`, repeated, `${each.name}-dates`)).sessions : [];
      if (each.publish === "not-yet") return;
      const when = each.publish === "now" ? {} : { atLocal: `${dayOf(today, 1, 1)}T08:00` };
      for (const [at, made] of [{ sessionId }, ...copies].entries()) {
        await post(`/${made.sessionId}/publication`, when, `${each.name}-publish-${at}`);
      }
    }),
  );
}

/** Asks for something of training, each time with a key of its own. */
export const poster =
  (sessions: string, token: string) =>
  async (path: string, body: unknown, key: string): Promise<unknown> => {
    const reply = await fetch(`${sessions}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `seed-training-${key}`,
      },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`the demo's session ${key} was refused: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
