import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { poster } from "./seed-training.ts";
import { root } from "./synthesize.ts";

const DemoClinic = z.object({
  /** Tells its requests from the others'. */
  name: z.string(),
  expert: z.unknown(),
  clinic: z.record(z.string(), z.unknown()),
});

const DemoRecording = z.object({ name: z.string(), recording: z.record(z.string(), z.unknown()) });

const MadeClinic = z.object({ clinicId: z.string() });

const MadeRecording = z.object({ recordingId: z.string() });

const demo = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(root, "packages/dev/demo", file), "utf8"));

/** What the demo has beside sessions, set up by staff through the API: clinics with experts, and recordings. */
export async function seedLibrary(origin: string): Promise<void> {
  const token = await (await fetch(`${origin}/_local/token?persona=staff`)).text();
  const post = poster(`${origin}/api/training`, token.trim());
  const clinics = z.array(DemoClinic).parse(await demo("training-clinics.json"));
  const recordings = z.array(DemoRecording).parse(await demo("training-recordings.json"));
  await Promise.all([
    ...clinics.map(async ({ name, expert, clinic }) => {
      const { clinicId } = MadeClinic.parse(await post("/clinics", { clinic, expert }, `clinic-${name}`));
      await post(`/clinics/${clinicId}/opening`, undefined, `clinic-${name}-open`);
    }),
    ...recordings.map(async ({ name, recording }) => {
      const { recordingId } = MadeRecording.parse(await post("/recordings", recording, `recording-${name}`));
      await post(`/recordings/${recordingId}/publication`, undefined, `recording-${name}-publish`);
    }),
  ]);
}
