import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pointerPut } from "@alliance/membership/keys/register-import";
import { indexKeyOf, type RegisterFiles } from "@alliance/membership/register/files";
import { searchableRegisterReader } from "@alliance/membership/register/searchable-register";
import { staffMember, testCtx } from "@alliance/testing";

// A process of its own, bundled as a function is: prints how many milliseconds its first search took, from the file on.
const [folder = "", snapshot = "", index = ""] = process.argv.slice(2);

const files: Pick<RegisterFiles, "read"> = {
  read: async (key) =>
    key === indexKeyOf(snapshot) && index === "anew" ? undefined : createReadStream(join(folder, key)),
};

const ctx = testCtx(staffMember());
const now = ctx.clock.now();
const pointer = { importId: "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF", snapshot, establishments: 1, requestedAt: now };
const origin = { actor: "bench", correlationId: "bench", now, nextEventId: () => "" };
await ctx.table.commit({ put: [pointerPut({ ...pointer, importedAt: now }, 1)] }, origin);

const began = performance.now();
const register = await searchableRegisterReader(files as RegisterFiles).current(ctx.table);
const found = await register.search("st mary primary", 10);
const milliseconds = performance.now() - began;
if (found.length === 0) throw new Error("the first search found nothing");
process.stdout.write(String(milliseconds));
