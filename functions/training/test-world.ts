import type { PersonActor } from "@alliance/core";
import { browserOver, testOrigin, testSecret } from "@alliance/http/testing";
import { type Ctx, commit } from "@alliance/store";
import type { TestCtx } from "@alliance/testing";
import { sessionPuts } from "./keys/session.ts";
import { trainingRoutes } from "./routes.ts";
import { Session, type SessionContent } from "./schema/session.ts";
import { timesOf } from "./sessions/times-of.ts";

/** Two hundred places online, ten weeks after the tests' clock; £50, and what the membership takes off for members. */
export const onlineSession = (more: Partial<SessionContent> = {}): SessionContent => ({
  kind: "live",
  title: "Starting a partnership: the first year",
  summary: "What the first twelve months look like, from the first meeting to the first review.",
  description: "Who to talk to first.\n\nWhat to write down.",
  subjects: ["governance"],
  phases: ["primary", "secondary"],
  format: "online",
  startsAtLocal: "2027-01-20T15:45",
  endsAtLocal: "2027-01-20T17:00",
  bookingClosesAtLocal: "2027-01-20T12:00",
  pools: [{ poolId: "online", capacity: 200 }],
  price: { listNetPence: 5_000 },
  vat: { treatment: "standard" },
  maxPlacesABooking: 10,
  cancellationLadder: [
    { daysBefore: 14, creditPercent: 100 },
    { daysBefore: 7, creditPercent: 50 },
  ],
  ...more,
});

export const venue = { name: "Harbour Hall", addressLines: ["Quay Street", "Seaham"], postcode: "SR7 0AA" };

/** The same in a room, with so many places. */
export const roomSession = (capacity = 20, more: Partial<SessionContent> = {}): SessionContent =>
  onlineSession({ format: "in-person", region: "North East", venue, pools: [{ poolId: "room", capacity }], ...more });

/** A session as it lies in the table, published unless said otherwise. */
export async function putSession(ctx: Ctx, content = onlineSession(), more: Partial<Session> = {}): Promise<Session> {
  const now = ctx.clock.now();
  const session = Session.parse({
    ...content,
    ...timesOf(content),
    sessionId: ctx.ids.next("ses"),
    status: "published",
    publishedAt: now,
    calendarSequence: 0,
    ...{ createdBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8ST", createdAt: now, changedAt: now },
    ...more,
  });
  await commit(ctx, { put: sessionPuts(session, 1) });
  return session;
}

/** Where a list goes on, as its link says. */
export const nextIn = (html: string): string | undefined =>
  /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");

/** The web functions of the context over a table in memory, and somebody's browser. */
export async function browserOf(ctx: TestCtx, actor?: PersonActor) {
  const who = actor && { personId: actor.personId, staffRoles: [...actor.staffRoles], name: "Ada Example" };
  const services = { cursorSecret: testSecret, publicOrigin: testOrigin };
  const browser = await browserOver(ctx, { context: "training", routes: trainingRoutes, services, who });
  const read = async (sent: Promise<Response>) => {
    const reply = await sent;
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  };
  return {
    send: (path: string, init: RequestInit) => read(browser.send(path, init)),
    get: (path: string) => read(browser.get(path)),
    call: async (path: string, body: unknown) => {
      const { status, text } = await read(browser.call(path, body, ctx.ids.next("key")));
      return { status, body: JSON.parse(text) };
    },
    submit: (path: string, fields: Record<string, string> | [string, string][]) => read(browser.submit(path, fields)),
  };
}
