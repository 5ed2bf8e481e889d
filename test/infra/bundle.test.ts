import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defaultProvider } from "@alliance/infra/bundle-stand-ins/lambda-credentials";
import { bundleEntry } from "@alliance/infra/constructs/bundle";
import { entries } from "@alliance/infra/contexts";
import { afterAll, expect, test, vi } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "alliance-bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("an entry becomes one minified ES module with a source map, and its public files beside it", async () => {
  const entry = join(folder, "web.ts");
  const outFolder = join(folder, "out");
  writeFileSync(
    entry,
    'import { hostname } from "node:os";\nexport const handler = (): string => hostname().concat(" answers");\n',
  );
  const bundle = await bundleEntry({
    entry,
    outFolder,
    files: [{ from: join(import.meta.dirname, "fixtures/example"), to: "public" }],
  });
  const { handler } = (await import(pathToFileURL(join(outFolder, "index.mjs")).href)) as { handler: () => string };
  expect(handler()).toMatch(/ answers$/);
  expect(bundle.bytes).toBe(readFileSync(join(outFolder, "index.mjs")).length);
  expect(existsSync(join(outFolder, "index.mjs.map"))).toBe(true);
  expect(existsSync(join(outFolder, "public/web.ts"))).toBe(true);
});

test("an entry that does not compile is named", async () => {
  const entry = join(folder, "broken.ts");
  writeFileSync(entry, "export const handler = ;");
  await expect(bundleEntry({ entry, outFolder: join(folder, "broken") })).rejects.toThrow("broken.ts");
});

test("every entry of the table is there and exports a handler", () => {
  for (const { entry } of entries) expect(readFileSync(entry, "utf8"), entry).toMatch(/export const handler\b/);
});

test("credentials come from the environment or not at all", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "id");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  await expect(defaultProvider()()).resolves.toMatchObject({ accessKeyId: "id", secretAccessKey: "secret" });
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  await expect(defaultProvider()()).rejects.toThrow("no credentials in the environment");
});
