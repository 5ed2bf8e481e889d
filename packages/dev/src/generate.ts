import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generateAssets } from "@alliance/ui/build-assets";
import { generatedDocuments } from "./generate/documents.ts";
import { root } from "./synthesize.ts";

/** Everything in the tree that is made from code: documents and the pages' assets. */
await generateAssets();

for (const [path, content] of await generatedDocuments()) {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  process.stdout.write(`${path}\n`);
}
