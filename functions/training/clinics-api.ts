import { routesFor } from "@alliance/http";
import * as z from "zod";
import { ClinicContent, ClinicId, ExpertNamed } from "./schema/clinic.ts";
import type { TrainingServices } from "./services.ts";
import { openClinic } from "./use-cases/change-clinic.ts";
import { createClinic } from "./use-cases/create-clinic.ts";

const { api } = routesFor<TrainingServices>();

const Made = z.object({ clinicId: ClinicId, status: z.enum(["draft", "open", "paused"]) });
const made = ({ clinicId, status }: z.infer<typeof Made>): z.infer<typeof Made> => ({ clinicId, status });

/** What staff do with clinics, for programs. */
export const clinicsApi = [
  api({
    method: "POST",
    path: "/api/training/clinics",
    summary: "Set up a clinic: a draft until it is opened. Staff only",
    access: "training.manage",
    body: z.strictObject({ clinic: ClinicContent, expert: ExpertNamed }),
    idempotent: true,
    reply: { status: 201, description: "The draft", schema: Made },
    handle: async ({ ctx, body: { clinic, expert } }) => made(await createClinic(ctx, { ...clinic, expert })),
  }),
  api({
    method: "POST",
    path: "/api/training/clinics/:clinicId/opening",
    summary: "Take requests for a clinic from now on. Staff only",
    access: "training.manage",
    params: z.strictObject({ clinicId: ClinicId }),
    idempotent: true,
    reply: { status: 200, description: "The clinic as it is now", schema: Made },
    handle: async ({ ctx, params: { clinicId } }) => made(await openClinic(ctx, clinicId, "open")),
  }),
];
