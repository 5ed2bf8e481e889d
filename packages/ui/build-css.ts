import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { compile, NodePackageImporter } from "sass";

export const contentHash = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 12);

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The stylesheet of every page, minified. `fontUrl` is the hashed address of the font.
 * Throws if the kit's own emblem or typeface is mentioned: we may not look like its owner.
 */
export function buildCss(fontUrl: string): { css: string; hash: string } {
  const { css: expanded } = compile(here("./src/styles/main.scss"), {
    importers: [new NodePackageImporter(here("./"))],
    quietDeps: true,
  });
  const filled = withoutEmblem(expanded).replaceAll("asset:font.woff2", fontUrl);
  const { code } = transformSync(filled, { loader: "css", minify: true, legalComments: "none" });
  const mention = /crown|crest|gds transport/i.exec(code)?.[0];
  if (mention !== undefined) throw new Error(`The stylesheet still mentions "${mention}".`);
  return { css: code, hash: contentHash(code) };
}

/** Drops declarations that point at the kit's emblem, which we do not ship. */
const withoutEmblem = (css: string): string => css.replaceAll(/[\w-]+:[^;{}]*(?:crest|crown)[^;{}]*;/gi, "");
