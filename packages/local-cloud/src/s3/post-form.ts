import type { IncomingMessage } from "node:http";
import { S3Error } from "./s3-error.ts";

/** A browser's form on its way into a bucket: the fields before the file are read, the file itself is not yet. */
export interface PostForm {
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** As the browser named it; empty when no file was chosen. */
  readonly fileName: string;
  /** To be read once and to its end. What stands behind the file is read over, as S3 does. */
  readonly file: AsyncIterable<Buffer>;
  /** Reads over what has not been read yet. */
  drain(): Promise<void>;
}

/** How large a file may be, in bytes. */
export interface LengthRange {
  readonly min: number;
  readonly max: number;
}

/** A form that passed its policy. */
export interface VerifiedForm extends PostForm {
  readonly length: LengthRange;
}

/** S3's limit for everything before the file. */
const maxFieldsBytes = 20_480;
const blankLine = Buffer.from("\r\n\r\n");

const malformed = (): S3Error =>
  new S3Error("MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.");

/** The boundary of a form's body, or undefined when a request is no form with files. */
export function boundaryOf(contentType = ""): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? plain;
}

/** Reads a form up to its file; throws what S3 answers to one that is broken. */
export async function readPostForm(body: IncomingMessage, boundary: string): Promise<PostForm> {
  const reader = createReader(body);
  try {
    return await readFields(reader, boundary);
  } catch (error) {
    await reader.drain();
    throw error;
  }
}

async function readFields(reader: FormReader, boundary: string): Promise<PostForm> {
  const fields = new Map<string, string>();
  const end = Buffer.from(`\r\n--${boundary}`);
  await reader.until(end.subarray(2));
  for (;;) {
    const head = await reader.until(blankLine);
    const { name, fileName } = dispositionOf(head);
    if (name === "file") return { fields, fileName: fileName ?? "", file: reader.rest(end), drain: reader.drain };
    fields.set(name, (await reader.until(end)).toString("utf8"));
    if ((await reader.until(Buffer.from("\r\n"))).toString("latin1").startsWith("--")) {
      throw new S3Error("InvalidArgument", "POST requires exactly one file upload per request.");
    }
  }
}

function dispositionOf(head: Buffer): { readonly name: string; readonly fileName: string | undefined } {
  const text = head.toString("utf8");
  const [line] = /^content-disposition:\s*form-data\s*;.*$/im.exec(text) ?? [];
  const name = line && /[;\s]name="([^"]*)"/i.exec(line)?.[1];
  if (!name) throw malformed();
  return { name: name.toLowerCase(), fileName: /[;\s]filename="([^"]*)"/i.exec(line ?? "")?.[1] };
}

type FormReader = ReturnType<typeof createReader>;

function createReader(body: IncomingMessage) {
  // A form that is refused is read to its end all the same, or the browser would never see the answer.
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  let consumed = 0;

  async function more(): Promise<boolean> {
    const { value, done } = await chunks.next();
    if (done) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  }

  function take(length: number): Buffer {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    consumed += length;
    return taken;
  }

  /** What comes before the mark, which is passed over. */
  async function until(mark: Buffer): Promise<Buffer> {
    for (;;) {
      const at = held.indexOf(mark);
      if (consumed + (at < 0 ? held.length : at) > maxFieldsBytes) {
        const message = "Your POST request fields preceding the upload file were too large.";
        throw new S3Error("MaxPostPreDataLengthExceeded", message);
      }
      if (at >= 0) {
        const taken = take(at);
        take(mark.length);
        return taken;
      }
      if (!(await more())) throw malformed();
    }
  }

  async function drain(): Promise<void> {
    held = Buffer.alloc(0);
    while (!(await chunks.next()).done);
  }

  async function* rest(end: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(end);
      if (at >= 0) {
        if (at > 0) yield take(at);
        return await drain();
      }
      // The mark may begin at the very end of what has come.
      const sure = held.length - end.length + 1;
      if (sure > 0) yield take(sure);
      if (!(await more())) throw malformed();
    }
  }

  return { until, drain, rest };
}
