import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { join } from "node:path";

const KEPT_BYTES = 10_000_000;

/** What a function writes, appended to `<data>/logs/<function>.log`; the file before it is kept once it is large. */
export class FunctionLog {
  readonly #stream: WriteStream;

  constructor(dataFolder: string, functionName: string) {
    const folder = join(dataFolder, "logs");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${functionName}.log`);
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > KEPT_BYTES) {
      renameSync(file, join(folder, `${functionName}.1.log`));
    }
    this.#stream = createWriteStream(file, { flags: "a" });
  }

  write(chunk: Buffer | string): void {
    this.#stream.write(chunk);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve));
  }
}
