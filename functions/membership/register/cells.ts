import type { LondonDate } from "@alliance/core";

/** Where a register file is broken; the whole file is refused for it. */
export class RegisterFileError extends Error {
  override readonly name = "RegisterFileError";
  readonly line: number;
  readonly column: string;
  constructor(line: number, column: string, reason: string) {
    super(reason);
    this.line = line;
    this.column = column;
  }
}

/** One row of a file, its cells found by the column's name. */
export interface Row {
  /** Of the file, counted from 1, the header included. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Longer texts are a sign of a lost quote, which swallows the rows behind it. */
const maxText = 200;
const none = /^(?:|null|not applicable)$/i;

/** Bytes that stand for no character; line ends and tabs are text. */
const noText = /[^\P{Cc}\t\n\r]|\ufffd/u;
/** What two or three bytes of UTF-8 look like in windows-1252: "Ã©", "â€™". */
const mixedUp = /[ÂÃ][\u00a0-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|â€/;

export function text(row: Row, column: string, max = maxText): string | undefined {
  const value = (row.cells[column] ?? "").trim();
  if (none.test(value)) return undefined;
  if (mixedUp.test(value)) {
    throw new RegisterFileError(row.line, column, "is UTF-8 in a file without the byte order mark that says so");
  }
  if (noText.test(value)) throw new RegisterFileError(row.line, column, "has a byte that is not text");
  if (value.length > max) throw new RegisterFileError(row.line, column, `is longer than ${max} characters`);
  return value;
}

export function required(row: Row, column: string): string {
  const value = text(row, column);
  if (value === undefined) throw new RegisterFileError(row.line, column, "is empty");
  return value;
}

export function urn(row: Row, column: string): string {
  const value = required(row, column);
  if (!/^\d{6}$/.test(value)) throw new RegisterFileError(row.line, column, "is not a number of six digits");
  return value;
}

export function count(row: Row, column: string): number | undefined {
  const value = text(row, column);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new RegisterFileError(row.line, column, "is not a whole number");
  return Number(value);
}

/** DD-MM-YYYY or DD/MM/YYYY; the register writes 01-01-1900 where it does not know. */
export function date(row: Row, column: string): LondonDate | undefined {
  const value = text(row, column);
  if (value === undefined) return undefined;
  const [, day, month, year] = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(value) ?? [];
  const iso = `${year}-${month}-${day}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  if (year === undefined || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso) {
    throw new RegisterFileError(row.line, column, "is not a date as DD-MM-YYYY");
  }
  return iso === "1900-01-01" ? undefined : iso;
}
