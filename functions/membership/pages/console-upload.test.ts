import { membership } from "@alliance/events";
import { as, eventOf, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { uploadKeys } from "../register/files.ts";
import { establishmentsFile, linksFile, sampleLinks, sampleRows } from "../register/sample-file.ts";
import { browserOf, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { importRegister } from "../use-cases/import-register.ts";

const register = "/console/membership/register";

async function upload() {
  const world = await worldWithRegister();
  const staff = await browserOf(world, staffMember());
  const begun = await staff.get(`${register}/upload`);
  const path = begun.headers.get("location") ?? "";
  const importId = path.split("/").at(-1) ?? "";
  return { world, staff, path, importId, keys: uploadKeys(importId) };
}

const work = (world: World, importId: string) =>
  importRegister(workerCtx(world.ctx, world.files), eventOf(membership.registerImportRequested, { importId }));

test("each file has a form of its own to the bucket, for its one key, and back to the page", async () => {
  const { staff, path, keys } = await upload();
  const reply = await staff.get(path);
  const html = await reply.text();
  expect(reply.headers.get("content-security-policy")).toContain("form-action 'self' https://bucket.invalid");
  for (const key of Object.values(keys)) expect(html).toContain(`name="key" value="${key}"`);
  expect(html).toContain(`name="success_action_redirect" value="http://localhost:4000${path}"`);
  expect(html).toContain("at most 250000000");
  const [form = ""] = html.split('id="establishments" name="file"').slice(1);
  expect(form.indexOf("</form>")).toBeGreaterThan(0);
  expect(form.slice(0, form.indexOf("</form>"))).not.toContain("<input");
});

test("what came is said, imported on demand, and followed to its end", async () => {
  const { world, staff, path, importId, keys } = await upload();
  world.files.files.set(keys.establishments, establishmentsFile(sampleRows));
  const back = await (await staff.get(`${path}?bucket=b&key=${keys.establishments}&etag=%22a%22`)).text();
  expect(back).toContain("The establishments file is uploaded. Nothing is imported yet.");
  const asked = await staff.submit(path, {});
  const progress = `${register}/imports/${importId}`;
  expect([asked.status, asked.headers.get("location")]).toEqual([303, progress]);
  const waiting = await staff.get(progress);
  expect([waiting.headers.get("refresh"), await waiting.text()]).toEqual(["2", expect.stringContaining("<progress")]);
  await work(world, importId);
  const done = await staff.get(progress);
  expect([done.headers.get("refresh"), await done.text()]).toEqual([null, expect.stringContaining("Imported")]);
  expect((await staff.get(path)).headers.get("location")).toBe(progress);
  expect((await staff.submit(path, {})).headers.get("location")).toBe(progress);
});

test("a file that is another one is refused before it is imported, with what to do", async () => {
  const { world, staff, path, keys } = await upload();
  world.files.files.set(keys.establishments, linksFile(sampleLinks));
  const back = await staff.get(`${path}?key=${keys.establishments}`);
  expect(back.status).toBe(422);
  expect(await back.text()).toContain("is the links file, not the establishments file.");
  const asked = await staff.submit(path, {});
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('href="#establishments"')]);
});

test("nothing uploaded is nothing to import", async () => {
  const { staff, path } = await upload();
  const asked = await staff.submit(path, {});
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining("Upload the establishments file")]);
});

test("a broken row is refused with its line and column, and what to do", async () => {
  const { world, staff, path, importId, keys } = await upload();
  const broken = Buffer.from(establishmentsFile(sampleRows)).toString("latin1").replace("31/08/2019", "31/06/2019");
  world.files.files.set(keys.establishments, Buffer.from(broken, "latin1"));
  await staff.submit(path, {});
  await work(world, importId);
  const html = await (await staff.get(`${register}/imports/${importId}`)).text();
  expect(html).toContain("Line 5, CloseDate: is not a date as DD-MM-YYYY");
  expect(html).toContain("Upload other files");
  expect(await (await staff.get(register)).text()).toContain(`${register}/imports/${importId}`);
});

test("an import that nobody knows is not found, and members see none of it", async () => {
  const { world, staff, path, importId } = await upload();
  expect((await staff.get(`${register}/imports/${importId}`)).status).toBe(404);
  const member = await browserOf({ ...world, ctx: as(world.ctx, person()) }, person());
  expect((await member.get(path)).status).toBe(403);
  expect((await member.submit(path, {})).status).toBe(403);
});
