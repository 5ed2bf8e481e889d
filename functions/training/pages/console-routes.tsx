import { openCursor, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import type { TrainingServices } from "../services.ts";
import { listSessions } from "../use-cases/list-sessions.ts";
import { sessionsPage } from "./console-sessions.tsx";

const { page } = routesFor<TrainingServices>();

export const consoleRoutes = [
  page({
    method: "GET",
    path: "/console/training",
    access: "training.read-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listSessions(ctx, { limit: 25, cursor: cursor && openCursor(cursor, cursorSecret) });
      return sessionsPage({
        items: found.items,
        ...(found.cursor ? { cursor: sealCursor(found.cursor, cursorSecret) } : {}),
      });
    },
  }),
];
