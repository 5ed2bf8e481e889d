import { can } from "@alliance/auth";
import { errorsOf, isProblem } from "@alliance/core";
import { onceField, openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import { RecordingId } from "../../schema/recording.ts";
import type { TrainingServices } from "../../services.ts";
import { listRecordings, readRecordingDesk } from "../../use-cases/browse-recordings.ts";
import { addRecording, changeRecording, publishRecording } from "../../use-cases/edit-recording.ts";
import { changeRecordingPage, newRecordingPage } from "./recording-console-form.tsx";
import { recordingDeskPage, recordingsDeskPage } from "./recording-console-pages.tsx";
import { newRecordingValues, RecordingForm, valuesOfRecording } from "./recording-form.ts";
import { recordingDeskListPath, recordingDeskPath } from "./recording-paths.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ recordingId: RecordingId });
const path = "/console/training/recordings" as const;
const perPage = 25;

const notices = {
  made: "The draft is saved. Publish it when it is ready.",
  saved: "The recording is changed.",
  published: "The recording is in the catalogue.",
  withdrawn: "It is out of the catalogue. Who opened it before keeps it until their own last day.",
} as const;
const done = (recordingId: string, what: keyof typeof notices): Response =>
  redirect(`${recordingDeskPath(recordingId)}?done=${what}`);

export const recordingConsoleRoutes = [
  page({
    method: "GET",
    path,
    access: "training.read-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listRecordings(ctx, { limit: perPage, cursor: cursor && openCursor(cursor, cursorSecret) });
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      return recordingsDeskPage({
        recordings: found.items.map(({ data }) => data),
        next: sealed && `${recordingDeskListPath}?${new URLSearchParams({ cursor: sealed })}`,
        mayManage: can(ctx.actor, "training.manage"),
      });
    },
  }),
  page({
    method: "GET",
    path: `${path}/new`,
    access: "training.manage",
    handle: async ({ ctx }) => newRecordingPage({ values: newRecordingValues, once: onceField(ctx).onceKey }),
  }),
  page({
    method: "POST",
    path: `${path}/new`,
    access: "training.manage",
    form: RecordingForm,
    idempotent: true,
    handle: async ({ ctx, form }) => {
      if (!form.ok) {
        return newRecordingPage({ values: form.values, errors: form.errors, once: onceField(ctx).onceKey });
      }
      return done((await addRecording(ctx, form.data.content)).recordingId, "made");
    },
  }),
  page({
    method: "GET",
    path: `${path}/:recordingId`,
    access: "training.read-any",
    params,
    query: z.object({ done: z.enum(Object.keys(notices) as [keyof typeof notices]).optional() }),
    handle: async ({ ctx, params: { recordingId }, query }) => {
      const { recording } = await readRecordingDesk(ctx, recordingId);
      const notice = query.done && notices[query.done];
      return recordingDeskPage({ recording, notice, mayManage: can(ctx.actor, "training.manage") });
    },
  }),
  page({
    method: "GET",
    path: `${path}/:recordingId/edit`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { recordingId } }) => {
      const { recording, version } = await readRecordingDesk(ctx, recordingId);
      return changeRecordingPage(recording, version, { values: valuesOfRecording(recording) });
    },
  }),
  page({
    method: "POST",
    path: `${path}/:recordingId/edit`,
    access: "training.manage",
    params,
    form: RecordingForm,
    handle: async ({ ctx, params: { recordingId }, form }) => {
      const { recording, version } = await readRecordingDesk(ctx, recordingId);
      const { values } = form;
      if (!form.ok) return changeRecordingPage(recording, Number(values.basedOn) || 0, { values, errors: form.errors });
      try {
        await changeRecording(ctx, recordingId, form.data);
        return done(recordingId, "saved");
      } catch (error) {
        if (isProblem(error, "stale")) return changeRecordingPage(recording, version, { values }, true);
        const errors = errorsOf(error, "invalid-input");
        return changeRecordingPage(recording, form.data.basedOn, { values, errors });
      }
    },
  }),
  ...(["publish", "withdraw"] as const).map((what) =>
    page({
      method: "POST",
      path: `${path}/:recordingId/${what}`,
      access: "training.manage",
      params,
      handle: async ({ ctx, params: { recordingId } }) => {
        const status = what === "publish" ? "published" : "withdrawn";
        await publishRecording(ctx, recordingId, status);
        return done(recordingId, status);
      },
    }),
  ),
];
