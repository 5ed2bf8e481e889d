import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { wallNow } from "../clock.ts";
import type { AwsRequest, AwsResponse, Cloud } from "../contract.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import { S3Error } from "./s3-error.ts";
import { receiveUpload } from "./upload.ts";

/** The headers of an upload that are answered again with the object. */
const KEPT = /^(cache-control|content-disposition|content-encoding|content-language|expires|x-amz-meta-.+)$/;

export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
  readonly isVersioned: boolean;
}

export async function putObject(
  cloud: Cloud,
  store: ObjectStore,
  request: AwsRequest,
  address: ObjectAddress,
): Promise<AwsResponse> {
  const startedAt = wallNow();
  if (Buffer.byteLength(address.key) > 1024) throw new S3Error("KeyTooLongError", "Your key is too long.");
  const file = randomUUID();
  const body = request.stream ?? Readable.from([request.body]);
  const upload = await receiveUpload(body, join(store.folderOf(address.bucket), file), request.headers);
  const object: StoredObject = {
    bucket: address.bucket,
    key: address.key,
    versionId: address.isVersioned ? randomUUID().replaceAll("-", "") : "null",
    isDeleteMarker: false,
    file,
    etag: `"${upload.md5}"`,
    crc32: upload.crc32,
    sizeBytes: upload.sizeBytes,
    contentType: request.headers["content-type"] ?? "binary/octet-stream",
    headers: keptHeaders(request.headers),
    modifiedAt: cloud.clock.now(),
  };
  try {
    store.put(object, address.isVersioned, (present) => checkWrite(request.headers, present));
  } catch (error) {
    rmSync(store.pathOf(object), { force: true });
    throw error;
  }
  cloud.timeline.record({
    traceId: request.traceId,
    kind: "object",
    name: `put ${address.bucket}/${address.key}`,
    startedAt,
    durationMs: wallNow() - startedAt,
    detail: { sizeBytes: upload.sizeBytes, contentType: object.contentType },
  });
  return {
    status: 200,
    headers: { etag: object.etag, "x-amz-checksum-crc32": object.crc32, ...versionHeader(address, object) },
  };
}

/** In a versioned bucket a delete adds a marker; a named version is removed for good. */
export function deleteObject(
  cloud: Cloud,
  store: ObjectStore,
  request: AwsRequest,
  address: ObjectAddress,
): AwsResponse {
  const versionId = request.url.searchParams.get("versionId") ?? undefined;
  if (!address.isVersioned || versionId !== undefined) {
    store.remove(address.bucket, address.key, versionId);
    return { status: 204, headers: versionId === undefined ? {} : { "x-amz-version-id": versionId } };
  }
  const marker: StoredObject = {
    bucket: address.bucket,
    key: address.key,
    versionId: randomUUID().replaceAll("-", ""),
    isDeleteMarker: true,
    file: "",
    etag: "",
    crc32: "",
    sizeBytes: 0,
    contentType: "",
    headers: {},
    modifiedAt: cloud.clock.now(),
  };
  store.put(marker, true, () => undefined);
  return { status: 204, headers: { "x-amz-delete-marker": "true", "x-amz-version-id": marker.versionId } };
}

export function versionHeader(
  address: Pick<ObjectAddress, "isVersioned">,
  object: StoredObject,
): Record<string, string> {
  return address.isVersioned ? { "x-amz-version-id": object.versionId } : {};
}

function checkWrite(headers: Readonly<Record<string, string>>, present: StoredObject | undefined): void {
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*")
    throw new S3Error("NotImplemented", "If-None-Match takes only *.", 501);
  if (ifNoneMatch === "*" && present !== undefined) throw preconditionFailed();
  const ifMatch = headers["if-match"];
  if (ifMatch === undefined) return;
  if (present === undefined) throw new S3Error("NoSuchKey", "The specified key does not exist.", 404);
  if (unquoted(ifMatch) !== unquoted(present.etag)) throw preconditionFailed();
}

export function preconditionFailed(): S3Error {
  return new S3Error("PreconditionFailed", "At least one of the preconditions you specified did not hold.", 412);
}

export function unquoted(etag: string): string {
  return etag.replace(/^(W\/)?"|"$/g, "");
}

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!KEPT.test(name)) continue;
    const plain = name === "content-encoding" ? value.replace(/(^|,\s*)aws-chunked/, "").replace(/^,\s*/, "") : value;
    if (plain !== "") kept[name] = plain;
  }
  return kept;
}
