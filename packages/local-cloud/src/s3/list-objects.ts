import type { AwsRequest, AwsResponse } from "../contract.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import { escapeXml, S3Error } from "./s3-error.ts";

const MAX_KEYS = 1000;

interface Page {
  readonly objects: StoredObject[];
  readonly prefixes: string[];
  /** The last key looked at, when there are more. */
  readonly next?: string;
}

export function listObjects(store: ObjectStore, request: AwsRequest, bucket: string): AwsResponse {
  const { searchParams } = request.url;
  const prefix = searchParams.get("prefix") ?? "";
  const delimiter = searchParams.get("delimiter") ?? "";
  const maxKeys = Number(searchParams.get("max-keys") ?? MAX_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) throw new S3Error("InvalidArgument", "max-keys is not a number.");
  const token = searchParams.get("continuation-token");
  const after = token === null ? (searchParams.get("start-after") ?? "") : Buffer.from(token, "base64url").toString();
  const limit = Math.min(maxKeys, MAX_KEYS);
  const page = readPage(store.list(bucket, prefix, after), { prefix, delimiter, limit });
  const isUrl = searchParams.get("encoding-type") === "url";
  const encode = (text: string) => escapeXml(isUrl ? encodeURIComponent(text).replaceAll("%2F", "/") : text);
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${escapeXml(bucket)}</Name><Prefix>${encode(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys>`,
    delimiter === "" ? "" : `<Delimiter>${encode(delimiter)}</Delimiter>`,
    isUrl ? "<EncodingType>url</EncodingType>" : "",
    `<KeyCount>${page.objects.length + page.prefixes.length}</KeyCount><IsTruncated>${page.next !== undefined}</IsTruncated>`,
    token === null ? "" : `<ContinuationToken>${escapeXml(token)}</ContinuationToken>`,
    page.next === undefined
      ? ""
      : `<NextContinuationToken>${Buffer.from(page.next).toString("base64url")}</NextContinuationToken>`,
    ...page.objects.map((object) => contents(object, encode)),
    ...page.prefixes.map((common) => `<CommonPrefixes><Prefix>${encode(common)}</Prefix></CommonPrefixes>`),
    "</ListBucketResult>",
  ].join("");
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

/** Keys that share what comes before the next delimiter count as one. */
function readPage(
  objects: Iterable<StoredObject>,
  { prefix, delimiter, limit }: { prefix: string; delimiter: string; limit: number },
): Page {
  const page: { objects: StoredObject[]; prefixes: string[] } = { objects: [], prefixes: [] };
  let last: string | undefined;
  for (const object of objects) {
    const cut = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : object.key.slice(0, cut + delimiter.length);
    const isSame = common !== undefined && page.prefixes.at(-1) === common;
    if (!isSame && page.objects.length + page.prefixes.length >= limit) {
      return limit === 0 || last === undefined ? page : { ...page, next: last };
    }
    if (common === undefined) page.objects.push(object);
    else if (!isSame) page.prefixes.push(common);
    last = object.key;
  }
  return page;
}

function contents(object: StoredObject, encode: (text: string) => string): string {
  const modified = new Date(object.modifiedAt).toISOString();
  return `<Contents><Key>${encode(object.key)}</Key><LastModified>${modified}</LastModified><ETag>${escapeXml(object.etag)}</ETag><Size>${object.sizeBytes}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}
