import { onceField, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { MessageContent } from "../../schema/message.ts";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { messageDelegates } from "../../use-cases/message-delegates.ts";
import { currentSession } from "../../use-cases/read-desk.ts";
import { readReach } from "../../use-cases/read-reach.ts";
import { deskPath } from "./console-form.tsx";
import { previewPage, writePage } from "./console-message.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ sessionId: SessionId });
const path = "/console/training/sessions/:sessionId/message" as const;

/** A session of one pool asks for none. */
const MessageForm = z.preprocess((sent) => ({ to: "all", ...(sent as object) }), MessageContent);

/** What was looked at may be changed before it goes. */
const LookForm = z.preprocess(
  (sent) => ({ to: "all", ...(sent as object) }),
  MessageContent.unwrap().extend({ again: z.literal("yes").optional() }),
);

const write = async (ctx: Ctx, sessionId: string, form: FormState) =>
  writePage((await currentSession(ctx, sessionId)).data, form);

/** Staff write, look at it, and send it: nothing is kept before that. */
export const messageRoutes = [
  page({
    method: "GET",
    path,
    access: "training.manage",
    params,
    handle: ({ ctx, params: { sessionId } }) => write(ctx, sessionId, { values: { to: "all" } }),
  }),
  page({
    method: "POST",
    path,
    access: "training.manage",
    params,
    form: LookForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      if (!form.ok) return write(ctx, sessionId, form);
      const { again, ...message } = form.data;
      if (again) return write(ctx, sessionId, { values: form.values });
      const { data: session } = await currentSession(ctx, sessionId);
      const reach = await readReach(ctx, session, message.to);
      return previewPage({ session, message, reach, ...onceField(ctx) });
    },
  }),
  page({
    method: "POST",
    path: `${path}/sending`,
    access: "training.manage",
    params,
    form: MessageForm,
    idempotent: true,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      if (!form.ok) return write(ctx, sessionId, form);
      await messageDelegates(ctx, sessionId, form.data);
      return redirect(`${deskPath(sessionId)}?done=messaged`);
    },
  }),
];
