import { open } from "node:fs/promises";
import type { AwsRequest, AwsResponse } from "../contract.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import { S3Error } from "./s3-error.ts";
import { type ObjectAddress, preconditionFailed, unquoted, versionHeader } from "./write-object.ts";

/** GetObject and HeadObject with conditions, one range and the `response-…` overrides. */
export async function readObject(
  store: ObjectStore,
  request: AwsRequest,
  address: ObjectAddress,
): Promise<AwsResponse> {
  const object = findObject(store, request, address);
  const headers = describe(request, address, object);
  if (isNotModified(request.headers, object)) return { status: 304, headers };
  const range = parseRange(request.headers.range, object.sizeBytes);
  const { from, to } = range ?? { from: 0, to: object.sizeBytes - 1 };
  const length = String(to - from + 1);
  if (request.operation === "HeadObject") {
    return { status: range === undefined ? 200 : 206, headers: { ...headers, "content-length": length } };
  }
  const body = await readBytes(store.pathOf(object), from, to);
  if (range === undefined) return { status: 200, headers: { ...headers, "content-length": length }, body };
  const { "x-amz-checksum-crc32": _, "x-amz-checksum-type": __, ...partial } = headers;
  const contentRange = `bytes ${from}-${to}/${object.sizeBytes}`;
  return { status: 206, headers: { ...partial, "content-length": length, "content-range": contentRange }, body };
}

function noSuchKey(): S3Error {
  return new S3Error("NoSuchKey", "The specified key does not exist.", 404);
}

function findObject(store: ObjectStore, request: AwsRequest, { bucket, key }: ObjectAddress): StoredObject {
  const versionId = request.url.searchParams.get("versionId");
  if (versionId === null) {
    const object = store.latest(bucket, key);
    if (object === undefined || object.isDeleteMarker) throw noSuchKey();
    return object;
  }
  const object = store.version(bucket, key, versionId);
  if (object === undefined) throw new S3Error("NoSuchVersion", "The specified version does not exist.", 404);
  if (object.isDeleteMarker) throw new S3Error("MethodNotAllowed", "This version is a delete marker.", 405);
  return object;
}

function describe(request: AwsRequest, address: ObjectAddress, object: StoredObject): Record<string, string> {
  const { searchParams } = request.url;
  const wantsChecksum =
    (request.headers["x-amz-checksum-mode"] ?? searchParams.get("x-amz-checksum-mode")) === "ENABLED";
  const overrides: Record<string, string> = {};
  for (const [name, value] of searchParams) {
    if (name.startsWith("response-")) overrides[name.slice("response-".length)] = value;
  }
  return {
    "content-type": object.contentType,
    etag: object.etag,
    "last-modified": new Date(object.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
    "x-amz-server-side-encryption": "AES256",
    ...object.headers,
    ...overrides,
    ...versionHeader(address, object),
    ...(wantsChecksum ? { "x-amz-checksum-crc32": object.crc32, "x-amz-checksum-type": "FULL_OBJECT" } : {}),
  };
}

/** Throws 412 for a failed `If-Match`/`If-Unmodified-Since`. */
function isNotModified(headers: Readonly<Record<string, string>>, object: StoredObject): boolean {
  const modified = Math.floor(object.modifiedAt / 1000) * 1000;
  const names = (value: string) => value.split(",").map((etag) => unquoted(etag.trim()));
  const matches = (value: string) => names(value).some((etag) => etag === "*" || etag === unquoted(object.etag));
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined && !matches(ifMatch)) throw preconditionFailed();
  const unmodifiedSince = Date.parse(headers["if-unmodified-since"] ?? "");
  if (ifMatch === undefined && unmodifiedSince < modified) throw preconditionFailed();
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch);
  return Date.parse(headers["if-modified-since"] ?? "") >= modified;
}

/** One range of bytes; several, or a unit that is not bytes, are ignored as HTTP allows. */
function parseRange(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  if (from >= size || to < from) {
    throw new S3Error("InvalidRange", "The requested range is not satisfiable.", 416, {
      "content-range": `bytes */${size}`,
    });
  }
  return { from, to };
}

async function readBytes(path: string, from: number, to: number): Promise<Buffer> {
  const length = to - from + 1;
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  const file = await open(path, "r");
  try {
    let read = 0;
    while (read < length) {
      const { bytesRead } = await file.read(buffer, read, length - read, from + read);
      if (bytesRead === 0) throw new Error(`${path} is shorter than its record says`);
      read += bytesRead;
    }
    return buffer;
  } finally {
    await file.close();
  }
}
