import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningCloud, startLocalCloud } from "../src/index.ts";
import { synthThumbnails } from "./thumbnails/app.ts";

const folder = mkdtempSync(join(tmpdir(), "local-cloud-thumbnails-"));
let cloud: RunningCloud;

beforeAll(async () => {
  const assembly = synthThumbnails(join(folder, "cdk.out"));
  cloud = await startLocalCloud({ assembly, dataFolder: join(folder, "data"), port: 0 });
}, 120_000);

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What an SDK client of an operator is made with. */
const operator = () => ({
  region: "eu-west-2",
  endpoint: cloud.awsEndpoint,
  credentials: cloud.operatorCredentials,
});

function resourceNamed(type: string, part: string): string {
  const found = [...cloud.resources.values()].find((one) => one.type === type && one.logicalId.startsWith(part));
  return found?.ref ?? "";
}

describe("the thumbnails app runs whole", () => {
  test("without a distribution: its HTTP API is the public port", async () => {
    const response = await fetch(`${cloud.publicOrigin}/settings`);
    expect(await response.json()).toEqual({ width: "120", place: "home" });
    expect((await fetch(`${cloud.publicOrigin}/elsewhere`)).status).toBe(404);
  });

  test("keeping a binary picture byte for byte, and signing a receipt", async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254, 10, 13]);
    const put = await fetch(`${cloud.publicOrigin}/pictures/a%20b.png`, {
      method: "PUT",
      headers: { "content-type": "image/png" },
      body: picture,
    });
    expect(put.status).toBe(201);
    expect(await put.text()).toMatch(/^[0-9a-f]{128}$/);
    const got = await fetch(`${cloud.publicOrigin}/pictures/a%20b.png`);
    expect(got.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await got.arrayBuffer())).toEqual(picture);
  });

  test("with its daily schedule, which follows the clock", async () => {
    const s3 = new S3Client(operator());
    const object = { Bucket: resourceNamed("AWS::S3::Bucket", "Pictures"), Key: "pictures/tidied.txt" };
    cloud.clock.moveForward(25 * 3600 * 1000);
    await cloud.idle();
    const { Body } = await s3.send(new GetObjectCommand(object));
    const tidiedAt = Date.parse((await Body?.transformToString()) ?? "");
    expect(Math.abs(tidiedAt - cloud.clock.now())).toBeLessThan(25 * 3600 * 1000);
    expect(cloud.timeline.traces().some(({ kind }) => kind === "schedule")).toBe(true);
  });

  test("and its key is there for the operator too", async () => {
    const kms = new KMSClient(operator());
    const { PublicKey, KeySpec } = await kms.send(
      new GetPublicKeyCommand({ KeyId: resourceNamed("AWS::KMS::Key", "Receipts") }),
    );
    expect(KeySpec).toBe("ECC_NIST_EDWARDS25519");
    expect(PublicKey?.length).toBe(44);
  });
});

describe("the AWS endpoint refuses", () => {
  test.each([
    ["an unsigned request", {}, 403, "MissingAuthenticationToken"],
    ["an unknown key", { authorization: credential("nobody", "kms") }, 403, "UnrecognizedClientException"],
    ["an API it does not emulate, by name", { authorization: credential("operator", "ec2") }, 400, "ec2"],
    [
      "an operation it does not know, by name",
      { authorization: credential("operator", "kms"), "x-amz-target": "TrentService.ScheduleKeyDeletion" },
      400,
      "ScheduleKeyDeletion",
    ],
  ])("%s", async (_, headers, status, text) => {
    const response = await fetch(cloud.awsEndpoint, {
      method: "POST",
      headers: headers as Record<string, string>,
      body: "{}",
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
  });
});

test("the one grant of the function's role that no call needed is listed", () => {
  const ofFunction = cloud.unusedGrants().filter(({ roleArn }) => roleArn.includes("PicturesFunction"));
  expect(ofFunction.map(({ action }) => action)).toEqual(["kms:Verify"]);
});

function credential(accessKeyId: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261121/eu-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
