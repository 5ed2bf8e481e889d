import { createHash, type Hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { S3Error } from "./s3-error.ts";

export interface Upload {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly md5: string;
  /** Base64, as `x-amz-checksum-crc32` has it. */
  readonly crc32: string;
}

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

/** Streams a body to a file while it is measured; removes the file and throws when a digest does not match. */
export async function receiveUpload(
  body: Readable,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Upload> {
  const meter = createMeter();
  const chunked = isChunked(headers) ? new ChunkDecoder() : undefined;
  try {
    const file = createWriteStream(path);
    await (chunked === undefined
      ? pipeline(body, meter.stream, file)
      : pipeline(body, chunked.stream, meter.stream, file));
    const upload = meter.result();
    checkDigests({ ...headers, ...chunked?.trailers }, upload, meter.sha256(), meter.sha1());
    return upload;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function isChunked(headers: Readonly<Record<string, string>>): boolean {
  return (headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
}

function createMeter() {
  const md5 = createHash("md5");
  const sha256 = createHash("sha256");
  const sha1 = createHash("sha1");
  let sizeBytes = 0;
  let crc = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_OBJECT_BYTES) return done(new S3Error("EntityTooLarge", "An upload has at most 5 GB."));
      for (const hash of [md5, sha256, sha1]) hash.update(chunk);
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  const once = (hash: Hash) => {
    let digest: Buffer | undefined;
    return () => {
      digest ??= hash.digest();
      return digest;
    };
  };
  const md5Digest = once(md5);
  return {
    stream,
    sha256: once(sha256),
    sha1: once(sha1),
    result(): Upload {
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32BE(crc);
      return { sizeBytes, md5: md5Digest().toString("hex"), crc32: checksum.toString("base64") };
    },
  };
}

function checkDigests(headers: Readonly<Record<string, string>>, upload: Upload, sha256: Buffer, sha1: Buffer): void {
  const expectedBytes = headers["x-amz-decoded-content-length"];
  if (expectedBytes !== undefined && Number(expectedBytes) !== upload.sizeBytes) {
    throw new S3Error("IncompleteBody", "The body does not have the number of bytes that was announced.");
  }
  const contentMd5 = headers["content-md5"];
  if (contentMd5 !== undefined && Buffer.from(contentMd5, "base64").toString("hex") !== upload.md5) {
    throw new S3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  const signed = headers["x-amz-content-sha256"] ?? "";
  if (/^[0-9a-f]{64}$/.test(signed) && signed !== sha256.toString("hex")) {
    throw new S3Error("XAmzContentSHA256Mismatch", "The x-amz-content-sha256 header does not match what was computed.");
  }
  const computed: Record<string, string> = {
    "x-amz-checksum-crc32": upload.crc32,
    "x-amz-checksum-sha256": sha256.toString("base64"),
    "x-amz-checksum-sha1": sha1.toString("base64"),
  };
  for (const [name, value] of Object.entries(computed)) {
    if (headers[name] !== undefined && headers[name] !== value) {
      throw new S3Error("BadDigest", `The ${name} you specified did not match the calculated checksum.`);
    }
  }
}

/** Undoes `aws-chunked`: size in hexadecimal with extensions, the bytes, …, an empty chunk and its trailers. */
class ChunkDecoder {
  readonly trailers: Record<string, string> = {};
  #rest: Buffer = Buffer.alloc(0);
  #missing = 0;
  #phase: "size" | "data" | "gap" | "trailers" = "size";

  readonly stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
      try {
        while (this.#phase === "data" ? this.#takeData() : this.#takeLine());
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush: (done) => {
      const isWhole = this.#phase === "trailers";
      done(isWhole ? null : new S3Error("IncompleteBody", "The aws-chunked body ended early."));
    },
  });

  /** False when more bytes are needed. */
  #takeData(): boolean {
    if (this.#rest.length === 0) return false;
    const data = this.#rest.subarray(0, this.#missing);
    this.#rest = this.#rest.subarray(data.length);
    this.#missing -= data.length;
    this.stream.push(data);
    if (this.#missing === 0) this.#phase = "gap";
    return true;
  }

  #takeLine(): boolean {
    const end = this.#rest.indexOf("\r\n");
    if (end < 0) return false;
    const line = this.#rest.subarray(0, end).toString("latin1");
    this.#rest = this.#rest.subarray(end + 2);
    if (this.#phase === "gap") this.#phase = "size";
    else if (this.#phase === "size") this.#startChunk(Number.parseInt(line, 16));
    else {
      const colon = line.indexOf(":");
      if (colon > 0) this.trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
    return true;
  }

  #startChunk(size: number): void {
    if (!Number.isInteger(size)) throw new S3Error("InvalidRequest", "The aws-chunked body is malformed.");
    this.#missing = size;
    this.#phase = size === 0 ? "trailers" : "data";
  }
}
