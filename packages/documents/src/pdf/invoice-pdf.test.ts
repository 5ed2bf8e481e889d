import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, inflateSync } from "node:zlib";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { atkinsonBold } from "../fonts/atkinson-bold.ts";
import { atkinsonRegular } from "../fonts/atkinson-regular.ts";
import { sampleInvoice } from "../samples.ts";
import { renderInvoicePdf } from "./invoice-pdf.ts";

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const pagesOf = (bytes: Uint8Array) => latin1(bytes).match(/\/Type \/Page\n/g)?.length ?? 0;

/** Every page's drawing commands, decompressed. */
function contentOf(bytes: Uint8Array): string {
  const streams = latin1(bytes).matchAll(/\/Filter \/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g);
  return [...streams].map(([, data]) => inflateSync(Buffer.from(data ?? "", "latin1")).toString("latin1")).join("\n");
}

describe("an invoice as PDF", () => {
  it("is one A4 page, tagged, titled and in British English", async () => {
    const text = latin1(await renderInvoicePdf(sampleInvoice()));
    expect(text.startsWith("%PDF-1.7")).toBe(true);
    expect(text).toContain("/MediaBox [0 0 595.28 841.89]");
    expect(text).toContain("/Lang (en-GB)");
    expect(text).toContain("/Marked true");
    expect(text).toContain("/DisplayDocTitle true");
    expect(text).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(text).toContain("Invoice PA-2026-00042");
    for (const tag of ["/S /H1", "/S /H2", "/S /Table", "/S /TH", "/S /TD"]) expect(text).toContain(tag);
    expect(pagesOf(await renderInvoicePdf(sampleInvoice()))).toBe(1);
  });

  it("holds no mark outside a tag or an artifact", async () => {
    const commands = contentOf(await renderInvoicePdf(sampleInvoice({}, 20))).split("\n");
    let depth = 0;
    for (const command of commands) {
      if (/ (BDC|BMC)$/.test(command)) depth++;
      else if (command === "EMC") depth--;
      else if (/^(BT|f|S)$/.test(command)) expect(depth).toBeGreaterThan(0);
    }
    expect(depth).toBe(0);
    expect(commands.filter((command) => command === "BT").length).toBeGreaterThan(100);
  });

  it("comes out byte for byte the same each time", async () => {
    const [once, again] = await Promise.all([renderInvoicePdf(sampleInvoice()), renderInvoicePdf(sampleInvoice())]);
    expect(Buffer.compare(once, again)).toBe(0);
    const other = await renderInvoicePdf(sampleInvoice({ number: "PA-2026-00043" }));
    expect(Buffer.compare(once, other)).not.toBe(0);
  });

  it("takes as many pages as its lines need", async () => {
    expect(pagesOf(await renderInvoicePdf(sampleInvoice({}, 30)))).toBe(4);
  });

  it("prints what no letter exists for, and never fails on it", async () => {
    const billTo = { name: "Ysgol Tŷ 🎓 Šķūle \u0007", addressLines: [] };
    expect(pagesOf(await renderInvoicePdf(sampleInvoice({ billTo })))).toBe(1);
  });

  it("is refused when the sums disagree", async () => {
    await expect(renderInvoicePdf(sampleInvoice({ totalPence: 1 }))).rejects.toThrow(/sum of the lines/);
  });
});

describe("inside a Lambda bundle", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "invoice-bundle-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("one minified ES module, alone in a folder, draws the same bytes", async () => {
    const entry = join(folder, "entry.ts");
    const outfile = join(folder, "index.mjs");
    const source = JSON.stringify(join(import.meta.dirname, "invoice-pdf.ts"));
    const output = JSON.stringify(join(folder, "out.pdf"));
    const invoice = JSON.stringify(sampleInvoice());
    writeFileSync(
      entry,
      `import { writeFileSync } from "node:fs"; import { renderInvoicePdf } from ${source};
       writeFileSync(${output}, await renderInvoicePdf(${invoice}));`,
    );
    const banner = { js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);' };
    buildSync({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node24",
      minify: true,
      banner,
    });
    execFileSync(process.execPath, [outfile], { cwd: folder, env: {} });
    const direct = await renderInvoicePdf(sampleInvoice());
    expect(Buffer.compare(readFileSync(join(folder, "out.pdf")), direct)).toBe(0);
    expect(statSync(outfile).size).toBeLessThan(1_500_000);
  });
});

it("the fonts in the source are the published ones", () => {
  const folder = join(
    createRequire(import.meta.url).resolve("@expo-google-fonts/atkinson-hyperlegible-next/package.json"),
    "..",
  );
  for (const [weight, text] of [
    ["400Regular", atkinsonRegular],
    ["700Bold", atkinsonBold],
  ] as const) {
    const published = readFileSync(join(folder, weight, `AtkinsonHyperlegibleNext_${weight}.ttf`));
    expect(Buffer.compare(brotliDecompressSync(Buffer.from(text, "base64")), published)).toBe(0);
  }
});
