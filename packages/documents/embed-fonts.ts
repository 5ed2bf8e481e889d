import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const require = createRequire(import.meta.url);
const source = join(require.resolve("@expo-google-fonts/atkinson-hyperlegible-next/package.json"), "..");
const fonts = join(import.meta.dirname, "src/fonts");

/** Text in a module is the one form that a bundle, a test and a script all read alike: no loader, no file at run time. */
for (const [weight, file] of Object.entries({ regular: "400Regular", bold: "700Bold" })) {
  const ttf = readFileSync(join(source, file, `AtkinsonHyperlegibleNext_${file}.ttf`));
  const text = brotliCompressSync(ttf).toString("base64");
  const head =
    "// Made by `pnpm --filter @alliance/documents embed-fonts`: brotli, then base64. Licence: OFL.txt beside it.\n";
  writeFileSync(
    join(fonts, `atkinson-${weight}.ts`),
    `${head}export const atkinson${weight === "bold" ? "Bold" : "Regular"} =\n  "${text}";\n`,
  );
}
writeFileSync(join(fonts, "OFL.txt"), readFileSync(join(source, "LICENSE_FONT")));
