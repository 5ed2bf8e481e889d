import { brotliDecompressSync } from "node:zlib";
import PDFDocument from "pdfkit";
import { atkinsonBold } from "../fonts/atkinson-bold.ts";
import { atkinsonRegular } from "../fonts/atkinson-regular.ts";

type Element = PDFKit.PDFStructureElement;

interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: "left" | "right";
}

interface CellOptions {
  readonly scope?: "Column" | "Row";
}

/** A tagged A4 document: every mark is text in a structure element, or decoration marked as such (PDF/UA). */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly root: Element;
  /** An element that holds others, e.g. a Table or a TR. End it when it is full. */
  group(parent: Element, tag: string): Element;
  /** Writes one block of text under `parent`; returns the y below it. */
  write(parent: Element, tag: string, text: string, style: TextStyle, cell?: CellOptions): number;
  /** Text that repeats on every page, or lines and boxes: left out when the document is read aloud. */
  decorate(draw: (doc: PDFKit.PDFDocument) => void): void;
  repeat(text: string, style: TextStyle): void;
  heightOf(text: string, style: Pick<TextStyle, "width" | "size" | "bold">): number;
  addPage(): void;
  /** Draws on every page, once their number is known. */
  eachPage(draw: (pageNumber: number, pageCount: number) => void): void;
  bytes(): Promise<Uint8Array>;
}

const unpack = (font: string) => brotliDecompressSync(Buffer.from(font, "base64"));
let fonts: { regular: Buffer; bold: Buffer } | undefined;

export interface PaperInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** In the file's own record; never the wall clock, so the same document gives the same bytes. */
  readonly createdAt: Date;
}

export function newPaper(info: PaperInfo): Paper {
  fonts ??= { regular: unpack(atkinsonRegular), bold: unpack(atkinsonBold) };
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    // No default font: the standard ones are read from disk at run time and lack Welsh letters.
    font: "",
    pdfVersion: "1.7",
    subset: "PDF/UA" as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    info: { Title: info.title, Author: info.author, Subject: info.subject, CreationDate: info.createdAt },
  });
  doc.registerFont("regular", fonts.regular);
  doc.registerFont("bold", fonts.bold);
  const collected = collect(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  return paperOver(doc, root, collected);
}

function paperOver(doc: PDFKit.PDFDocument, root: Element, collected: Promise<Uint8Array>): Paper {
  const style = ({ size = 10, bold = false }: Pick<TextStyle, "size" | "bold">) =>
    doc.font(bold ? "bold" : "regular").fontSize(size);
  const put = (text: string, options: TextStyle) => {
    const { x, y, width, align = "left", color = "#14282c" } = options;
    style(options).fillColor(color).text(printable(text), x, y, { width, align, lineGap });
  };
  const decorate = (draw: () => void) => {
    doc.markContent("Artifact", { type: "Layout" });
    draw();
    doc.endMarkedContent();
  };
  return {
    width: doc.page.width,
    height: doc.page.height,
    root,
    group(parent, tag) {
      const element = doc.struct(tag);
      parent.add(element);
      return element;
    },
    write(parent, tag, text, options, cell = {}) {
      parent.add(doc.struct(tag, cell as PDFKit.Mixins.StructureElementOptions, () => put(text, options)));
      return doc.y;
    },
    decorate: (draw) => decorate(() => draw(doc)),
    repeat: (text, options) => decorate(() => put(text, options)),
    heightOf: (text, options) => style(options).heightOfString(printable(text), { width: options.width, lineGap }),
    addPage: () => void doc.addPage(),
    eachPage(draw) {
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page);
        draw(page + 1, count);
      }
    },
    bytes() {
      doc.end();
      return collected;
    },
  };
}

const lineGap = 1.5;

/** Characters that the font has; anything else (an emoji, a control character) prints as "?", never as nothing. */
const printable = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[^\n\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac\u2212\u2122\u00b7]/gu, "?");

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
}
