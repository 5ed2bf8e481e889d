import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Asset, assetsModule, buildAllAssets, generatedModulePath, publicFolder } from "./build-assets.ts";
import { contentHash } from "./build-css.ts";

let built: Readonly<Record<string, Asset>>;
beforeAll(() => {
  built = buildAllAssets();
});

const textOf = (name: string): string => String(built[name]?.content);

describe("the static files", () => {
  it("are those that are committed: run `pnpm generate` after changing them", () => {
    const onDisk = readdirSync(publicFolder).filter((name) => name !== "manifest.json");
    expect(onDisk.sort()).toEqual(
      Object.values(built)
        .map(({ fileName }) => fileName)
        .sort(),
    );
    for (const fileName of onDisk) {
      expect(fileName).toContain(contentHash(readFileSync(join(publicFolder, fileName))));
    }
  });

  it("are named by the generated module", () => {
    const addresses = Object.fromEntries(
      Object.entries(built).map(([name, { fileName }]) => [name, `/assets/${fileName}`]),
    );
    expect(readFileSync(generatedModulePath, "utf8")).toBe(assetsModule(addresses));
    expect(JSON.parse(readFileSync(join(publicFolder, "manifest.json"), "utf8"))).toEqual(addresses);
  });

  it("keep the stylesheet under 110 KB and the script under 30 KB", () => {
    expect(Buffer.byteLength(textOf("stylesheet"))).toBeLessThan(110_000);
    expect(Buffer.byteLength(textOf("script"))).toBeLessThan(30_000);
  });

  it.each(["stylesheet", "script", "wordmark", "wordmarkDark", "favicon"])(
    "%s shows nothing of the government's",
    (name) => {
      expect(textOf(name)).not.toMatch(/crown|crest|GDS Transport/i);
    },
  );

  it("load nothing from elsewhere", () => {
    expect(textOf("stylesheet")).not.toMatch(/url\((?!"?(?:\/assets\/|data:))/);
    expect(textOf("stylesheet")).toContain(`/assets/${built.font?.fileName}`);
  });
});
