import { routesFor } from "@alliance/http";
import * as z from "zod";
import { stateInWords } from "./pages/day/day-words.ts";
import { Marking, marks } from "./schema/attendance.ts";
import { SessionId } from "./schema/session.ts";
import type { TrainingServices } from "./services.ts";
import { markAttendance } from "./use-cases/mark-attendance.ts";
import { type RegisterRow, readRegister } from "./use-cases/read-register.ts";

const { api } = routesFor<TrainingServices>();
const params = z.strictObject({ sessionId: SessionId });
const path = "/api/training/sessions/:sessionId/marks" as const;
const mark = z.enum(marks).optional();
const count = z.int().min(0);

/** What the register's page asks for by itself: it works without, by forms. */
export const dayApi = [
  api({
    method: "GET",
    path,
    access: "training.mark",
    summary: "Who was marked as there by now, for staff and whoever runs the session",
    params,
    reply: {
      status: 200,
      description: "Every place with its mark, and how many there are of each",
      schema: z.object({
        marks: z.array(z.object({ placeId: z.string(), mark, words: z.string() })),
        counts: z.object({ present: count, late: count, absent: count, unmarked: count }),
      }),
    },
    handle: async ({ ctx, params: { sessionId } }) => {
      const { rows, counts, closedAt } = await readRegister(ctx, sessionId);
      const wordsOf = (row: RegisterRow) => stateInWords(row, closedAt !== undefined);
      return { counts, marks: rows.map((row) => ({ placeId: row.placeId, mark: row.mark, words: wordsOf(row) })) };
    },
  }),
  api({
    method: "POST",
    path,
    access: "training.mark",
    summary: "Mark who is there. A tap bears an id of its own: sent again it changes nothing",
    params,
    body: Marking,
    reply: {
      status: 200,
      description: "What stands for each place after its tap",
      schema: z.object({
        marks: z.array(z.object({ placeId: z.string(), outcome: z.enum(["saved", "overtaken", "gone"]), mark })),
      }),
    },
    handle: async ({ ctx, params: { sessionId }, body }) => ({
      marks: await markAttendance(ctx, sessionId, body.marks),
    }),
  }),
];
