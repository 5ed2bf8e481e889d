import { isProblem, Problem } from "@alliance/core";
import { redirect, routesFor, type Values } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { contentOf } from "../../sessions/content-of.ts";
import { cancelSession } from "../../use-cases/cancel-session.ts";
import { readDesk } from "../../use-cases/read-desk.ts";
import { readReach } from "../../use-cases/read-reach.ts";
import { assertDecidable, freeCancellationFrom, rescheduleSession } from "../../use-cases/reschedule-session.ts";
import { callOffPage, type Deciding, movePage } from "./console-decisions.tsx";
import { deskPath } from "./console-form.tsx";
import { atFields, SessionForm } from "./session-form.ts";
import { valuesOf } from "./session-values.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ sessionId: SessionId });
const path = "/console/training/sessions/:sessionId" as const;

const text = z.string().max(6_000).default("");
const basedOn = z.string().regex(/^\d{1,9}$/, "Open the page again: it lacks what it was based on");
const reason = z
  .string()
  .trim()
  .min(10, "Say why in a sentence: everybody who booked reads it")
  .max(500, "Use at most 500 characters");

const moving = [
  ...["starts", "ends"].flatMap((name) => ["day", "month", "year"].map((part) => `${name}-${part}`)),
  ...["startTime", "endTime", "closes", "onlineLink"],
  ...["venueName", "venueAddress", "venuePostcode", "venueInstructions"],
];
const MoveForm = z.strictObject({ ...Object.fromEntries(moving.map((name) => [name, text])), basedOn, reason });
const CallOffForm = z.strictObject({ basedOn, reason });

/** What may be decided about the session as it is; throws where nothing may. */
async function deciding(ctx: Ctx, sessionId: string, form: FormState): Promise<Deciding> {
  const { session, version } = await readDesk(ctx, sessionId);
  const now = ctx.clock.now();
  assertDecidable({ data: session, version }, version, now);
  return {
    session,
    version,
    reach: await readReach(ctx, session),
    form,
    freeCancellationUntil: freeCancellationFrom(now),
  };
}

/** A refusal that the form can answer; with the version that is there now, the next press is based on that. */
function answered(error: unknown, values: Values, format: string): FormState {
  if (isProblem(error, "invalid-input")) return { values, errors: atFields(error.errors, format) };
  if (!isProblem(error, "stale") || !(error instanceof Problem)) throw error;
  const message = "Somebody changed this session while you worked on it. Look again, then decide";
  return { values, errors: [{ field: "reason", message }] };
}

export const decisionRoutes = [
  page({
    method: "GET",
    path: `${path}/move`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      const { session } = await readDesk(ctx, sessionId);
      return movePage(await deciding(ctx, sessionId, { values: valuesOf(contentOf(session)) }));
    },
  }),
  page({
    method: "POST",
    path: `${path}/move`,
    access: "training.manage",
    params,
    form: MoveForm,
    handle: async ({ ctx, params: { sessionId }, form: sent }) => {
      const { session } = await readDesk(ctx, sessionId);
      const again = async (form: FormState) => movePage(await deciding(ctx, sessionId, form));
      const { values } = sent;
      const { reason: why = "", basedOn: on = "", ...typed } = values;
      const read = SessionForm.safeParse({ ...valuesOf(contentOf(session)), ...typed, basedOn: on });
      const own = sent.ok ? [] : sent.errors;
      const wrong = read.error?.issues.map(({ path: [at], message }) => ({ field: String(at), message })) ?? [];
      if (!read.success || !sent.ok) return again({ values, errors: [...wrong, ...own] });
      try {
        await rescheduleSession(ctx, sessionId, { ...read.data, reason: String(why).trim() });
        return redirect(`${deskPath(sessionId)}?done=moved`);
      } catch (error) {
        return again(answered(error, values, session.format));
      }
    },
  }),
  page({
    method: "GET",
    path: `${path}/cancel`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { sessionId } }) => callOffPage(await deciding(ctx, sessionId, {})),
  }),
  page({
    method: "POST",
    path: `${path}/cancel`,
    access: "training.manage",
    params,
    form: CallOffForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const again = async (state: FormState) => callOffPage(await deciding(ctx, sessionId, state));
      if (!form.ok) return again(form);
      try {
        await cancelSession(ctx, sessionId, { basedOn: Number(form.data.basedOn), reason: form.data.reason });
        return redirect(`${deskPath(sessionId)}?done=cancelled`);
      } catch (error) {
        return again(answered(error, form.values, ""));
      }
    },
  }),
];
