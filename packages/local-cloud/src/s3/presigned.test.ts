import { randomBytes } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";
import { verifyPresigned } from "./presigned.ts";
import { s3Module } from "./s3-module.ts";

const CorsRules = [
  {
    AllowedOrigins: ["http://localhost:4000"],
    AllowedMethods: ["PUT"],
    AllowedHeaders: ["content-type"],
    ExposedHeaders: ["ETag"],
  },
];

describe("a presigned URL", () => {
  let cloud: ServedCloud;
  let client: S3Client;
  beforeEach(async () => {
    cloud = await createServedCloud([s3Module]);
    client = new S3Client(cloud.sdk);
    await cloud.start();
    await cloud.provision("AWS::S3::Bucket", "Files", { BucketName: "files", CorsConfiguration: { CorsRules } });
  });
  afterEach(() => cloud.stop());

  const signPut = (Key: string, expiresIn = 60) =>
    getSignedUrl(client, new PutObjectCommand({ Bucket: "files", Key, ContentType: "text/plain" }), { expiresIn });
  const verify = (url: string, method = "PUT", nowMs = cloud.clock.now(), secret = "operator") =>
    verifyPresigned({ method, url: new URL(url), headers: { host: new URL(url).host } }, secret, nowMs);

  it("takes 60 MB straight from a browser and gives them back", async () => {
    const body = randomBytes(60 * 1024 * 1024);
    const uploaded = await fetch(await signPut("big.bin"), { method: "PUT", body });
    expect(uploaded.status).toBe(200);
    const download = await getSignedUrl(client, new GetObjectCommand({ Bucket: "files", Key: "big.bin" }));
    expect(Buffer.from(await (await fetch(download)).arrayBuffer()).equals(body)).toBe(true);
  });

  it("names the download as the signed URL asks", async () => {
    await fetch(await signPut("a.txt"), { method: "PUT", body: "a" });
    const asked = { Bucket: "files", Key: "a.txt", ResponseContentDisposition: 'attachment; filename="a b.txt"' };
    const answer = await fetch(await getSignedUrl(client, new GetObjectCommand(asked)));
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="a b.txt"');
  });

  it("is verified: method, key, secret and expiry cannot be changed", async () => {
    const url = await signPut("plän (1)'s.txt");
    expect(() => verify(url)).not.toThrow();
    expect(() => verify(url, "GET")).toThrow("signature");
    expect(() => verify(url.replace("(1)", "(2)").replace("%281%29", "%282%29"))).toThrow("signature");
    expect(() => verify(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"))).toThrow("signature");
    expect(() => verify(url, "PUT", cloud.clock.now(), "another")).toThrow("signature");
    expect(() => verify(url, "PUT", cloud.clock.now() + 61_000)).toThrow("expired");
    expect(() => verify(url.replace("X-Amz-Expires=60", "X-Amz-Expires=x"))).toThrow("X-Amz-Expires");
  });

  it("lets a browser ask first, for the origins of the bucket's rules only", async () => {
    const ask = async (origin: string) =>
      fetch(`${cloud.awsEndpoint}/files/x`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "PUT",
          "access-control-request-headers": "content-type",
        },
      });
    const allowed = await ask("http://localhost:4000");
    expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([
      200,
      "http://localhost:4000",
    ]);
    expect((await ask("http://elsewhere.example")).status).toBe(403);
  });
});
