import type { AwsRequest } from "../contract.ts";
import { notImplemented, S3Error } from "./s3-error.ts";

export type S3Operation =
  | "PutObject"
  | "PostObject"
  | "GetObject"
  | "HeadObject"
  | "DeleteObject"
  | "ListObjectsV2"
  | "HeadBucket"
  | "PreflightRequest";

/** Query parameters that each operation understands, beside those of a presigned URL and the SDK's `x-id`. */
const PARAMETERS: Readonly<Record<S3Operation, readonly string[]>> = {
  PutObject: ["x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm"],
  PostObject: [],
  GetObject: [
    ...["versionid", "x-amz-checksum-mode", "response-content-type", "response-content-disposition"],
    ...["response-cache-control", "response-content-language", "response-content-encoding", "response-expires"],
  ],
  HeadObject: ["versionid", "x-amz-checksum-mode"],
  DeleteObject: ["versionid"],
  ListObjectsV2: [
    ...[
      "list-type",
      "prefix",
      "delimiter",
      "max-keys",
      "continuation-token",
      "start-after",
      "encoding-type",
      "fetch-owner",
    ],
  ],
  HeadBucket: [],
  PreflightRequest: [],
};

const COMMON_PARAMETERS =
  /^(x-id|x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)|x-amz-user-agent)$/;
const HEADERS = new RegExp(
  `^x-amz-(${[
    ...[
      "date",
      "content-sha256",
      "security-token",
      "user-agent",
      "decoded-content-length",
      "trailer",
      "expected-bucket-owner",
    ],
    ...["meta-.+", "checksum-(crc32|sha256|sha1|mode|type)", "sdk-checksum-algorithm", "server-side-encryption", "acl"],
    ...["storage-class", "server-side-encryption-(aws-kms-key-id|bucket-key-enabled)"],
  ].join("|")})$`,
);
const HEADER_VALUES: Readonly<Record<string, readonly string[]>> = {
  "x-amz-acl": ["private", "bucket-owner-full-control"],
  "x-amz-storage-class": ["STANDARD"],
  "x-amz-trailer": ["x-amz-checksum-crc32", "x-amz-checksum-sha256", "x-amz-checksum-sha1"],
  "x-amz-server-side-encryption": ["AES256", "aws:kms"],
};

/** Path-style only: `/<bucket>/<key>`; throws for a path that is not. */
export function objectPath(url: URL): { readonly bucket: string; readonly key: string } {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(url.pathname) ?? [];
  try {
    return { bucket, key: decodeURIComponent(key) };
  } catch {
    throw new S3Error("InvalidURI", "The key is not correctly encoded.");
  }
}

/** Names the operation of a request; anything that is not understood whole is refused by name. */
export function s3Operation(request: Pick<AwsRequest, "method" | "url" | "headers" | "form">): S3Operation {
  const operation = byMethod(request);
  for (const name of request.url.searchParams.keys()) {
    const known = COMMON_PARAMETERS.test(name.toLowerCase()) || PARAMETERS[operation].includes(name.toLowerCase());
    if (!known) throw notImplemented(`the parameter "${name}" of ${operation}`);
  }
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith("x-amz-") && !HEADERS.test(name)) throw notImplemented(`the header ${name} of ${operation}`);
    if (HEADER_VALUES[name]?.includes(value) === false) throw notImplemented(`${name}: ${value}`);
  }
  return operation;
}

function byMethod(request: Pick<AwsRequest, "method" | "url" | "headers" | "form">): S3Operation {
  const { bucket, key } = objectPath(request.url);
  if (request.method === "OPTIONS") return "PreflightRequest";
  if (bucket === "") throw notImplemented("ListBuckets");
  if (key !== "") {
    if (request.headers["x-amz-copy-source"] !== undefined) throw notImplemented("CopyObject");
    if (request.method === "PUT") return "PutObject";
    if (request.method === "GET") return "GetObject";
    if (request.method === "HEAD") return "HeadObject";
    if (request.method === "DELETE") return "DeleteObject";
  } else if (request.method === "POST" && request.form !== undefined) return "PostObject";
  else if (request.method === "HEAD") return "HeadBucket";
  else if (request.method === "GET" && request.url.searchParams.get("list-type") === "2") return "ListObjectsV2";
  throw notImplemented(`${request.method} on ${key === "" ? "a bucket" : "an object"} with "${request.url.search}"`);
}
