import { openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import { RecordingId, Stretch } from "../../schema/recording.ts";
import type { TrainingServices } from "../../services.ts";
import { browseRecordings } from "../../use-cases/browse-recordings.ts";
import { noteChapter, noteProgress, openRecording, readRecording } from "../../use-cases/watch-recording.ts";
import { recordingsPage } from "./recording-pages.tsx";
import { recordingPath, recordingsPath } from "./recording-paths.ts";
import { watchPage } from "./recording-watch-page.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ recordingId: RecordingId });
const path = "/training/recordings/:recordingId" as const;
/** Fills rows of two and of three. */
const perPage = 24;

const seconds = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number);

/** As the page's script sends it while a video runs. */
const StretchForm = z.strictObject({ from: seconds, to: seconds }).pipe(Stretch);

export const recordingRoutes = [
  page({
    method: "GET",
    path: "/training/recordings",
    access: "public",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await browseRecordings(ctx, {
        limit: perPage,
        cursor: cursor && openCursor(cursor, cursorSecret),
      });
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      return recordingsPage({
        recordings: found.recordings,
        next: sealed && `${recordingsPath}?${new URLSearchParams({ cursor: sealed })}`,
        isSignedIn: ctx.actor.kind === "person",
      });
    },
  }),
  page({
    method: "GET",
    path,
    access: "public",
    params,
    query: z.object({ done: z.enum(["chapter"]).optional() }),
    handle: async ({ ctx, params: { recordingId }, query }) =>
      watchPage({
        ...(await readRecording(ctx, recordingId)),
        isSignedIn: ctx.actor.kind === "person",
        notice: query.done && "It is noted.",
      }),
  }),
  page({
    method: "POST",
    path: `${path}/open`,
    access: "training.book",
    params,
    handle: async ({ ctx, params: { recordingId } }) => {
      await openRecording(ctx, recordingId);
      return redirect(recordingPath(recordingId));
    },
  }),
  page({
    method: "POST",
    path: `${path}/progress`,
    access: "training.book",
    params,
    form: StretchForm,
    handle: async ({ ctx, params: { recordingId }, form }) => {
      if (!form.ok) return new Response(null, { status: 422 });
      await noteProgress(ctx, recordingId, form.data);
      return new Response(null, { status: 204 });
    },
  }),
  page({
    method: "POST",
    path: `${path}/chapters`,
    access: "training.book",
    params,
    form: z.strictObject({
      chapter: z
        .string()
        .regex(/^[1-9]\d?$/)
        .transform(Number),
    }),
    handle: async ({ ctx, params: { recordingId }, form }) => {
      if (form.ok) await noteChapter(ctx, recordingId, form.data.chapter - 1);
      return redirect(`${recordingPath(recordingId)}${form.ok ? `?done=chapter#chapter-${form.data.chapter}` : ""}`);
    },
  }),
];
