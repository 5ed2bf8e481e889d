import { routesFor } from "@alliance/http";
import * as z from "zod";
import { CatalogueEntry, catalogueEntry } from "./replies.ts";
import { CatalogueQuery } from "./schema/catalogue-query.ts";
import type { TrainingServices } from "./services.ts";
import { placesLeftOfAll } from "./sessions/availability.ts";
import { browseSessions } from "./use-cases/browse-sessions.ts";
import { offersOf } from "./use-cases/read-offers.ts";

const { api } = routesFor<TrainingServices>();

/** What can be booked, for programs. */
export const catalogueApi = [
  api({
    method: "GET",
    path: "/api/training/catalogue",
    summary: "Published sessions to come, the next one first, with the price of whoever asks and what is left",
    access: "public",
    query: CatalogueQuery,
    reply: {
      status: 200,
      description: "At most 300 sessions",
      schema: z.object({ sessions: z.array(CatalogueEntry) }),
    },
    handle: async ({ ctx, query }) => {
      const sessions = await browseSessions(ctx, query);
      const [offered, left] = await Promise.all([offersOf(ctx, sessions), placesLeftOfAll(ctx, sessions)]);
      return { sessions: offered.map((each) => catalogueEntry(each, left.get(each.session.sessionId) ?? [])) };
    },
  }),
];
