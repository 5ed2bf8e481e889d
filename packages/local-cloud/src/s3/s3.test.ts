import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../contract.ts";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";
import { s3Module } from "./s3-module.ts";

const Bucket = "test-documents";

describe("object storage", () => {
  let cloud: ServedCloud;
  let client: S3Client;
  beforeEach(async () => {
    cloud = await createServedCloud([s3Module]);
    client = new S3Client(cloud.sdk);
    await cloud.start();
    await cloud.provision("AWS::S3::Bucket", "Documents");
  });
  afterEach(() => cloud.stop());

  const put = (Key: string, Body: string | Buffer, more = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

  it("gives back the bytes, the type, the metadata and the MD5 as ETag", async () => {
    const written = await put("invoices/é 1.pdf", "a document", {
      ContentType: "application/pdf",
      CacheControl: "private",
      Metadata: { school: "100001" },
    });
    const read = await client.send(new GetObjectCommand({ Bucket, Key: "invoices/é 1.pdf" }));
    expect(await read.Body?.transformToString()).toBe("a document");
    expect(read).toMatchObject({
      ContentType: "application/pdf",
      CacheControl: "private",
      Metadata: { school: "100001" },
    });
    expect(read.ETag).toBe(`"${createHash("md5").update("a document").digest("hex")}"`);
    expect(written.ETag).toBe(read.ETag);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "invoices/é 1.pdf" }));
    expect(head.ContentLength).toBe(10);
  });

  it("takes a streamed body in chunks with its checksum in the trailer", async () => {
    const part = Buffer.alloc(300_000, "x");
    const Body = Readable.from([part, part, part]);
    await client.send(new PutObjectCommand({ Bucket, Key: "big", Body, ContentLength: 900_000 }));
    const read = await client.send(new GetObjectCommand({ Bucket, Key: "big" }));
    expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(Buffer.concat([part, part, part]))).toBe(
      true,
    );
  });

  it("lets only the first of several writers create an object, and replaces only what is expected", async () => {
    const writes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => put("once", `writer ${n}`, { IfNoneMatch: "*" })),
    );
    expect(writes.filter((write) => write.status === "fulfilled")).toHaveLength(1);
    await expect(put("once", "other", { IfMatch: '"0123"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    expect(readdirSync(join(cloud.dataFolder, "s3", Bucket))).toHaveLength(1);
  });

  it("answers a range, a suffix, a condition, and refuses a range beyond the end", async () => {
    const { ETag } = await put("text", "0123456789");
    const get = async (more: object) => client.send(new GetObjectCommand({ Bucket, Key: "text", ...more }));
    const range = await get({ Range: "bytes=2-4" });
    expect([await range.Body?.transformToString(), range.ContentRange]).toEqual(["234", "bytes 2-4/10"]);
    expect(await (await get({ Range: "bytes=-3" })).Body?.transformToString()).toBe("789");
    await expect(get({ Range: "bytes=10-" })).rejects.toMatchObject({ name: "InvalidRange" });
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfMatch: '"none"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
  });

  it("lists keys in order, by prefix and folder, page by page", async () => {
    for (const key of ["a/1", "a/2", "b", "c/x/1", "c/y"]) await put(key, key);
    const folders = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
    expect(folders.Contents?.map((object) => object.Key)).toEqual(["b"]);
    expect(folders.CommonPrefixes?.map((common) => common.Prefix)).toEqual(["a/", "c/"]);
    const first = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
    const second = await client.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken, Prefix: "" }),
    );
    expect(first.IsTruncated).toBe(true);
    expect(second.Contents?.map((object) => object.Key)).toEqual(["b", "c/x/1", "c/y"]);
  });

  it("removes an object and its file, and is silent about one that is not there", async () => {
    await put("gone", "x");
    await client.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
    await expect(client.send(new GetObjectCommand({ Bucket, Key: "gone" }))).rejects.toMatchObject({
      name: "NoSuchKey",
    });
    expect(readdirSync(join(cloud.dataFolder, "s3", Bucket))).toEqual([]);
  });

  it("keeps older versions in a versioned bucket, also behind a delete", async () => {
    await cloud.provision("AWS::S3::Bucket", "Kept", { VersioningConfiguration: { Status: "Enabled" } });
    const address = { Bucket: "test-kept", Key: "policy" };
    const first = await client.send(new PutObjectCommand({ ...address, Body: "one" }));
    await client.send(new PutObjectCommand({ ...address, Body: "two" }));
    await client.send(new DeleteObjectCommand(address));
    await expect(client.send(new GetObjectCommand(address))).rejects.toMatchObject({ name: "NoSuchKey" });
    const old = await client.send(new GetObjectCommand({ ...address, VersionId: first.VersionId }));
    expect(await old.Body?.transformToString()).toBe("one");
  });

  it("refuses a body whose checksum is wrong and leaves nothing behind", async () => {
    const body = { method: "PUT", body: "hello", headers: { "content-md5": Buffer.alloc(16).toString("base64") } };
    const answer = await fetch(`${cloud.publicOrigin}/${Bucket}/bad`, body);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("<Code>BadDigest</Code>")]);
    expect(readdirSync(join(cloud.dataFolder, "s3", Bucket))).toEqual([]);
  });

  it("does not tell a role without s3:ListBucket that a key is missing", async () => {
    cloud.authorise = (principal) => {
      if (principal !== undefined) throw new AwsError("AccessDeniedException", "not granted", 403);
    };
    cloud.actAs({ roleArn: "arn:aws:iam::111111111111:role/Web" });
    const missing = client.send(new GetObjectCommand({ Bucket, Key: "none" }));
    await expect(missing).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("refuses unknown buckets, operations, headers and properties by name", async () => {
    await expect(client.send(new HeadBucketCommand({ Bucket: "nobody" }))).rejects.toMatchObject({ name: "NotFound" });
    const tagging = new PutObjectTaggingCommand({ Bucket, Key: "x", Tagging: { TagSet: [] } });
    await expect(client.send(tagging)).rejects.toThrow();
    const redirect = put("x", "x", { WebsiteRedirectLocation: "/y" });
    await expect(redirect).rejects.toThrow();
    await expect(put("x", "x", { ChecksumAlgorithm: "CRC32C" })).rejects.toThrow();
    const bucket = cloud.provision("AWS::S3::Bucket", "Odd", { CorsConfiguration: { CorsRules: [{ Odd: 1 }] } });
    await expect(bucket).rejects.toThrow("Odd");
    const policy = {
      Bucket,
      PolicyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }] },
    };
    await expect(cloud.provision("AWS::S3::BucketPolicy", "Open", policy)).rejects.toThrow("not supported");
  });

  it("sweeps what a killed upload left behind when it starts again", async () => {
    await put("kept", "x");
    writeFileSync(join(cloud.dataFolder, "s3", Bucket, "half-an-upload"), "…");
    await cloud.provision("AWS::S3::Bucket", "Documents");
    expect(readdirSync(join(cloud.dataFolder, "s3", Bucket))).toHaveLength(1);
  });
});
