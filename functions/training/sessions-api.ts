import { routesFor } from "@alliance/http";
import * as z from "zod";
import { SessionContent, SessionId, sessionStatuses } from "./schema/session.ts";
import type { TrainingServices } from "./services.ts";
import { createSession } from "./use-cases/create-session.ts";
import { publishSession } from "./use-cases/publish-session.ts";
import { mostDates, repeatSession } from "./use-cases/repeat-session.ts";

const { api } = routesFor<TrainingServices>();

const Made = z.object({ sessionId: SessionId, status: z.enum(sessionStatuses), publishAt: z.string().optional() });
const made = ({ sessionId, status, publishAt }: z.infer<typeof Made>): z.infer<typeof Made> => ({
  ...{ sessionId, status },
  ...(publishAt ? { publishAt } : {}),
});
const params = z.strictObject({ sessionId: SessionId });

/** What staff do with sessions, for programs. */
export const sessionsApi = [
  api({
    method: "POST",
    path: "/api/training/sessions",
    summary: "Build a session: a draft until it is published. Staff only",
    access: "training.manage",
    body: SessionContent,
    idempotent: true,
    reply: { status: 201, description: "The draft", schema: Made },
    handle: async ({ ctx, body }) => made(await createSession(ctx, body)),
  }),
  api({
    method: "POST",
    path: "/api/training/sessions/:sessionId/publication",
    summary: "Publish a session, at once or at a time in London. Staff only",
    access: "training.manage",
    params,
    body: z.strictObject({ atLocal: z.string().max(16).optional() }),
    idempotent: true,
    reply: { status: 200, description: "The session as it is now", schema: Made },
    handle: async ({ ctx, params: { sessionId }, body }) => made(await publishSession(ctx, sessionId, body.atLocal)),
  }),
  api({
    method: "POST",
    path: "/api/training/sessions/:sessionId/dates",
    summary: "Copy a session to other days, as drafts; if asked for, as a series. Staff only",
    access: "training.manage",
    params,
    body: z.strictObject({ days: z.array(z.iso.date()).min(1).max(mostDates), asSeries: z.boolean() }),
    idempotent: true,
    reply: { status: 201, description: "The copies", schema: z.object({ sessions: z.array(Made) }) },
    handle: async ({ ctx, params: { sessionId }, body }) => ({
      sessions: (await repeatSession(ctx, sessionId, body)).map(made),
    }),
  }),
];
