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

/** Enough to tell the encoding by. */
const headBytes = 4;

/** windows-1252, as the register is published; UTF-8 where a byte order mark says so (saved again by a spreadsheet). */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined;
  let head: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      head = Buffer.concat([head, chunk]);
      if (head.length < headBytes) continue;
      decoder = decoderFor(head);
      yield decoder.decode(head, { stream: true });
    } else yield decoder.decode(chunk, { stream: true });
  }
  if (decoder === undefined) yield decoderFor(head).decode(head);
  else yield decoder.decode();
}

function decoderFor(head: Uint8Array): TextDecoder {
  const begins = (...bytes: (number | undefined)[]) =>
    bytes.every((byte, at) => byte === undefined || head[at] === byte);
  // A header is ASCII, so every second byte of it is NUL in UTF-16, also where no byte order mark says so.
  const isUtf16 =
    begins(0xff, 0xfe) || begins(0xfe, 0xff) || begins(undefined, 0, undefined, 0) || begins(0, undefined, 0);
  if (isUtf16) {
    throw new RegisterFileError(0, "", "the file is in UTF-16 (Unicode text): save it again as CSV or as CSV UTF-8");
  }
  return new TextDecoder(begins(0xef, 0xbb, 0xbf) ? "utf-8" : "windows-1252");
}

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
  readonly info: { readonly lines: number; readonly error?: CsvError };
}

/** What the parser knows of where it stumbled. */
type RowError = CsvError & {
  readonly lines?: number;
  readonly column?: number | string;
  readonly record?: readonly unknown[];
  /** Cells of the row that were read before. */
  readonly index?: number;
};

/** A row with other cells than the header. */
interface Uneven {
  readonly line: number;
  readonly cells: number;
}

/** The rows of a CSV file as they stream by. Throws RegisterFileError with line and column where it is broken. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, shape: FileShape): AsyncIterable<Row> {
  let width = 0;
  let uneven: Uneven | undefined;
  const parser = parse({
    columns: (header: string[]) => {
      width = header.length;
      return columnsOf(header, shape);
    },
    info: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
    // Looked at here: only what comes behind such a row tells whether the file was cut off in it.
    relax_column_count: true,
    // As it is parsed: an error behind it would end the iteration before it came.
    on_record: (record: unknown, { error, lines }) => {
      if (error) uneven ??= { line: lines, cells: (error as RowError).record?.length ?? 0 };
      return record;
    },
  });
  // pipeline would swallow an early end by the reader; an error of the source must reach the reader of the parser.
  const source = Readable.from(decoded(bytes));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (uneven && info.lines > uneven.line) throw asUneven(uneven, width, "amidst");
      if (!info.error) yield { line: info.lines, cells: record };
    }
    if (uneven) throw asUneven(uneven, width, "last");
  } catch (error) {
    throw uneven && error instanceof CsvError ? asUneven(uneven, width, "amidst") : asFileError(error, width);
  } finally {
    source.destroy();
  }
  if (width === 0) throw new RegisterFileError(1, shape.required[0] ?? "", "is missing: the file is empty");
}
const reasons: Record<string, string> = {
  CSV_INVALID_CLOSING_QUOTE: "a quotation mark stands inside a quoted cell",
  INVALID_OPENING_QUOTE: "a quotation mark stands inside a cell",
  CSV_MAX_RECORD_SIZE: "the row is too long: a quotation mark may be missing",
};

function asUneven({ line, cells }: Uneven, width: number, place: "amidst" | "last"): RegisterFileError {
  const isCutOff = place === "last" && cells < width;
  const reason = isCutOff
    ? `the last row has ${cells} of ${width} cells: the file was cut off here`
    : `the row has ${cells} cells, the header has ${width}`;
  return new RegisterFileError(line, "the row", reason);
}

function asFileError(error: unknown, width: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const { code, lines, column, index = 0 } = error as RowError;
  const place = typeof column === "number" ? `column ${column + 1}` : (column ?? "the row");
  const reason =
    code === "CSV_QUOTE_NOT_CLOSED"
      ? `the file ends within quotation marks, in cell ${index + 1} of ${width || "the header"}: it was cut off, or one is missing`
      : (reasons[code] ?? "the row cannot be read as CSV");
  return new RegisterFileError(lines ?? 1, place, reason);
}
