import { academicYearOf, londonDateOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import type { TrainingServices } from "../../services.ts";
import { readTakings, termNames } from "../../use-cases/read-takings.ts";
import { takingsPage, termOf } from "./console-takings.tsx";

const { page } = routesFor<TrainingServices>();

/** What training brings in, for the alliance's own people. */
export const takingsRoutes = [
  page({
    method: "GET",
    path: "/console/training/takings",
    access: "training.read-any",
    query: z.object({
      year: z.coerce.number().int().min(2020).max(2100).optional().catch(undefined),
      term: z.enum(termNames).optional().catch(undefined),
    }),
    handle: async ({ ctx, query }) => {
      const today = londonDateOf(ctx.clock.now());
      const yearBegins = query.year ?? Number(academicYearOf(today).startsOn.slice(0, 4));
      return takingsPage({
        takings: await readTakings(ctx, yearBegins),
        yearBegins,
        term: query.term ?? termOf(today),
      });
    },
  }),
];
