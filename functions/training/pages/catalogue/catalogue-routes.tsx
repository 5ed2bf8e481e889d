import { londonDateOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { readOwnStanding } from "../../bookings/own-standing.ts";
import { CatalogueQuery } from "../../schema/catalogue-query.ts";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { placesLeftOfAll } from "../../sessions/availability.ts";
import { browseSessions } from "../../use-cases/browse-sessions.ts";
import { offersOf } from "../../use-cases/read-offers.ts";
import { readSession } from "../../use-cases/read-session.ts";
import { cataloguePage } from "./catalogue-list.tsx";
import { sessionPage } from "./catalogue-session.tsx";

const { page } = routesFor<TrainingServices>();

export const catalogueRoutes = [
  page({
    method: "GET",
    path: "/training",
    access: "public",
    query: CatalogueQuery,
    handle: async ({ ctx, query }) => {
      const sessions = await browseSessions(ctx, query);
      const [found, left] = await Promise.all([offersOf(ctx, sessions), placesLeftOfAll(ctx, sessions)]);
      const isSignedIn = ctx.actor.kind === "person";
      return cataloguePage({ wanted: query, found, left, isSignedIn, today: londonDateOf(ctx.clock.now()) });
    },
  }),
  page({
    method: "GET",
    path: "/training/:sessionId",
    access: "public",
    params: z.strictObject({ sessionId: SessionId }),
    handle: async ({ ctx, params: { sessionId } }) => {
      const [found, own] = await Promise.all([readSession(ctx, sessionId), readOwnStanding(ctx, sessionId)]);
      return sessionPage({ ...found, own, isSignedIn: ctx.actor.kind === "person" });
    },
  }),
];
