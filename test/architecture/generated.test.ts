import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocuments } from "@alliance/dev/generate/documents";
import { describe, expect, it } from "vitest";
import { root } from "./sources.ts";

describe("generated documents", async () => {
  const documents = await generatedDocuments();
  it.each([...documents.keys()])("%s is what the code says now (else: pnpm generate)", (path) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(documents.get(path));
  });
});
