import { calendarFile, calendarType } from "@alliance/calendar";
import { Problem } from "@alliance/core";
import { routesFor } from "@alliance/http";
import { SessionId } from "./schema/session.ts";
import type { TrainingServices } from "./services.ts";
import { calendarEntry } from "./sessions/calendar-entry.ts";
import { browseSessions } from "./use-cases/browse-sessions.ts";
import { readListing } from "./use-cases/read-session.ts";

const { raw } = routesFor<TrainingServices>();

const calendar = (text: string): Response =>
  new Response(text, {
    headers: { "content-type": calendarType({ method: "PUBLISH" }), "cache-control": "public, max-age=300" },
  });

/** What calendars read: the same for everybody, so without anybody's price or link. Before the pages: theirs is any id. */
export const calendarRoutes = [
  raw({
    method: "GET",
    path: "/training/calendar.ics",
    summary: "Every published session to come, for calendars that follow it",
    access: "public",
    handle: async ({ ctx, services: { publicOrigin } }) => {
      const sessions = await browseSessions(ctx);
      const entries = sessions.map((session) => calendarEntry(session, publicOrigin));
      return calendar(calendarFile({ method: "PUBLISH", name: "Training, The Partnerships Alliance", entries }));
    },
  }),
  raw({
    method: "GET",
    path: "/training/:sessionId/session.ics",
    summary: "A session as a calendar's entry",
    access: "public",
    handle: async ({ ctx, params: { sessionId = "" }, services: { publicOrigin } }) => {
      if (!SessionId.safeParse(sessionId).success) throw new Problem("not-found", "We cannot find that session.");
      const entries = [calendarEntry(await readListing(ctx, sessionId), publicOrigin)];
      return calendar(calendarFile({ method: "PUBLISH", entries }));
    },
  }),
];
