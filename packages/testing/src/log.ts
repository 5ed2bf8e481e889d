import type { Log, LogFields } from "@alliance/core";

export interface Line {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines, so that a test can look for what must not be there. */
export class LogBook implements Log {
  readonly lines: Line[];
  readonly #fields: LogFields;
  constructor(lines: Line[] = [], fields: LogFields = {}) {
    this.lines = lines;
    this.#fields = fields;
  }
  info(message: string, fields: LogFields = {}): void {
    this.#add("info", message, fields);
  }
  warn(message: string, fields: LogFields = {}): void {
    this.#add("warn", message, fields);
  }
  error(message: string, fields: LogFields = {}): void {
    this.#add("error", message, fields);
  }
  child(fields: LogFields): Log {
    return new LogBook(this.lines, { ...this.#fields, ...fields });
  }
  #add(level: Line["level"], message: string, fields: LogFields): void {
    this.lines.push({ level, message, fields: { ...this.#fields, ...fields } });
  }
}
