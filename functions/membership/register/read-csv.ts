import { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { CsvError, parse } from "csv-parse";
import { RegisterFileError, type Row } from "./cells.ts";

export interface FileShape {
  /** Refused without them. */
  readonly required: readonly string[];
  /** Read where they are there; all others are passed over, a new column too. */
  readonly wanted: readonly string[];
}

/** windows-1252, as the register is published; UTF-8 where a byte order mark says so (saved again by a spreadsheet). */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined;
  let head: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 3) continue;
      decoder = decoderFor(head);
      yield decoder.decode(head, { stream: true });
    } else yield decoder.decode(chunk, { stream: true });
  }
  decoder ??= decoderFor(head);
  yield decoder.decode();
}

const decoderFor = (head: Uint8Array): TextDecoder =>
  new TextDecoder(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? "utf-8" : "windows-1252");

/** The header says where each column is; without a needed one this is another kind of file. */
function columnsOf(header: readonly string[], shape: FileShape): (string | false)[] {
  const names = header.map((name) => name.trim());
  const missing = shape.required.find((name) => !names.includes(name));
  if (missing !== undefined) {
    const first = (names[0] ?? "").replace(/[^\x20-\x7e]/g, "?").slice(0, 40);
    throw new RegisterFileError(1, missing, `is missing from the header, which begins with "${first}"`);
  }
  const wanted = new Set([...shape.required, ...shape.wanted]);
  return names.map((name) => (wanted.has(name) ? name : false));
}

interface Parsed {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/** The rows of a CSV file as they stream by. Throws RegisterFileError with line and column where it is broken. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, shape: FileShape): AsyncIterable<Row> {
  let hasHeader = false;
  const parser = parse({
    columns: (header: string[]) => {
      hasHeader = true;
      return columnsOf(header, shape);
    },
    info: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
  });
  // pipeline would swallow an early end by the reader; an error of the source must reach the reader of the parser.
  const source = Readable.from(decoded(bytes));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) yield { line: info.lines, cells: record };
  } catch (error) {
    throw asFileError(error);
  } finally {
    source.destroy();
  }
  if (!hasHeader) throw new RegisterFileError(1, shape.required[0] ?? "", "is missing: the file is empty");
}

const reasons: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: "the row has more or fewer cells than the header",
  CSV_QUOTE_NOT_CLOSED: "a quotation mark is not closed",
  CSV_INVALID_CLOSING_QUOTE: "a quotation mark stands inside a quoted cell",
  INVALID_OPENING_QUOTE: "a quotation mark stands inside a cell",
  CSV_MAX_RECORD_SIZE: "the row is too long: a quotation mark may be missing",
};

function asFileError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const { code, lines, column } = error as CsvError & { lines?: number; column?: number | string };
  const place = typeof column === "number" ? `column ${column + 1}` : (column ?? "the row");
  return new RegisterFileError(lines ?? 1, place, reasons[code] ?? "the row cannot be read as CSV");
}
