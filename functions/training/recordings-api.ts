import { routesFor } from "@alliance/http";
import * as z from "zod";
import { RecordingContent, RecordingId } from "./schema/recording.ts";
import type { TrainingServices } from "./services.ts";
import { addRecording, publishRecording } from "./use-cases/edit-recording.ts";

const { api } = routesFor<TrainingServices>();

const Made = z.object({ recordingId: RecordingId, status: z.enum(["draft", "published", "withdrawn"]) });
const made = ({ recordingId, status }: z.infer<typeof Made>): z.infer<typeof Made> => ({ recordingId, status });

/** What staff do with recordings, for programs. */
export const recordingsApi = [
  api({
    method: "POST",
    path: "/api/training/recordings",
    summary: "Add a recording: a draft until it is published. Staff only",
    access: "training.manage",
    body: RecordingContent,
    idempotent: true,
    reply: { status: 201, description: "The draft", schema: Made },
    handle: async ({ ctx, body }) => made(await addRecording(ctx, body)),
  }),
  api({
    method: "POST",
    path: "/api/training/recordings/:recordingId/publication",
    summary: "Put a recording into the catalogue. Staff only",
    access: "training.manage",
    params: z.strictObject({ recordingId: RecordingId }),
    idempotent: true,
    reply: { status: 200, description: "The recording as it is now", schema: Made },
    handle: async ({ ctx, params: { recordingId } }) => made(await publishRecording(ctx, recordingId, "published")),
  }),
];
