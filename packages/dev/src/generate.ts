import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { generateAssets } from "@alliance/ui/build-assets";
import { generatedDocuments } from "./generate/documents.ts";
import { root } from "./synthesize.ts";

/** Everything in the tree that is made from code: documents, the pages' assets, the API reference's files. */
await generateAssets();

const swagger = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
const apiDocs = join(root, "functions/home/public/api-docs");
await mkdir(apiDocs, { recursive: true });
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) await copyFile(join(swagger, file), join(apiDocs, file));

for (const [path, content] of await generatedDocuments()) {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  process.stdout.write(`${path}\n`);
}
