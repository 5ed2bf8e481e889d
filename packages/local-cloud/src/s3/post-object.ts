import { Readable } from "node:stream";
import type { AwsRequest, AwsResponse, Cloud } from "../contract.ts";
import type { ObjectStore } from "./object-store.ts";
import type { LengthRange, PostForm, VerifiedForm } from "./post-form.ts";
import { escapeXml, notImplemented, S3Error } from "./s3-error.ts";
import { type ObjectAddress, putObject } from "./write-object.ts";

/** Fields that become headers of the object, those that say who signs, and those that say how to answer. */
const kept = /^(content-type|cache-control|content-disposition|content-encoding|expires|x-amz-meta-.+|content-md5)$/;
const known =
  /^(key|policy|bucket|file|acl|success_action_(redirect|status)|x-ignore-.*|x-amz-(credential|algorithm|date|signature|security-token|server-side-encryption|checksum-(crc32|sha1|sha256)))$/;

/** The key of a form's file; `${filename}` in it stands for the browser's name of the file. */
export function keyOf({ fields, fileName }: PostForm): string {
  const key = fields.get("key");
  if (!key) {
    const message =
      "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.";
    throw new S3Error("InvalidArgument", message);
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  return key.replaceAll("${filename}", fileName.replace(/^.*[\\/]/, ""));
}

/** S3's form upload: the file streams to its place, then the browser is sent on, or told 201 or 204. */
export async function postObject(
  cloud: Cloud,
  store: ObjectStore,
  request: AwsRequest & { readonly form: VerifiedForm },
  address: ObjectAddress,
): Promise<AwsResponse> {
  const { fields, file, length } = request.form;
  const strange = [...fields.keys()].find((name) => !known.test(name) && !kept.test(name));
  if (strange !== undefined) throw notImplemented(`the form field "${strange}"`);
  const headers = Object.fromEntries(
    [...fields].filter(([name]) => kept.test(name) || name.startsWith("x-amz-checksum-")),
  );
  const stream = Readable.from(within(file, length));
  const put = await putObject(cloud, store, { ...request, headers, stream }, address);
  const etag = put.headers?.etag ?? "";
  return answer(fields, { ...address, etag, location: `${request.url.origin}/${address.bucket}/${address.key}` }, put);
}

/** Read to its end even when it is too long: a browser listens for the answer only once it has sent everything. */
async function* within(file: AsyncIterable<Buffer>, { min, max }: LengthRange): AsyncIterable<Buffer> {
  let size = 0;
  for await (const chunk of file) {
    size += chunk.length;
    if (size <= max) yield chunk;
  }
  if (size > max) throw new S3Error("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  if (size < min) throw new S3Error("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
}

interface Stored {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly location: string;
}

function answer(fields: PostForm["fields"], stored: Stored, put: AwsResponse): AwsResponse {
  const redirect = fields.get("success_action_redirect");
  const headers = { etag: stored.etag, location: stored.location };
  // An address that is none is left aside, as S3 does.
  if (redirect !== undefined && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const name of ["bucket", "key", "etag"] as const) url.searchParams.set(name, stored[name]);
    return { status: 303, headers: { ...put.headers, location: url.href } };
  }
  const status = fields.get("success_action_status");
  if (status !== "201") return { status: status === "200" ? 200 : 204, headers: { ...put.headers, ...headers } };
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>',
    `<Location>${escapeXml(stored.location)}</Location><Bucket>${escapeXml(stored.bucket)}</Bucket>`,
    `<Key>${escapeXml(stored.key)}</Key><ETag>${escapeXml(stored.etag)}</ETag></PostResponse>`,
  ].join("");
  return { status: 201, headers: { ...put.headers, ...headers, "content-type": "application/xml" }, body };
}
