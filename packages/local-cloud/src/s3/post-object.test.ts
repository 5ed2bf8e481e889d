import { createHmac, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../contract.ts";
import { AwsEndpoint } from "../endpoint.ts";
import { CredentialStore } from "../lambda/credentials.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { s3Module } from "./s3-module.ts";

const redirect = "http://localhost:4000/uploaded?step=2";

describe("a form that a browser posts to a bucket", () => {
  let cloud: TestingCloud;
  let origin: string;
  let role: Required<ReturnType<CredentialStore["issue"]>>;
  let allowed: string;
  beforeEach(async () => {
    const credentials = new CredentialStore();
    role = credentials.issue({ roleArn: "arn:aws:iam::111111111111:role/uploader" });
    allowed = "arn:aws:s3:::files/uploads/";
    const inner = createTestingCloud();
    cloud = Object.assign(inner, {
      authorise(_: unknown, wanted: readonly { action: string; resourceArn: string }[]) {
        const may = wanted.every((each) => each.action === "s3:PutObject" && each.resourceArn.startsWith(allowed));
        if (!may) throw new AwsError("AccessDeniedException", "not allowed");
      },
    });
    const endpoint = new AwsEndpoint(cloud, credentials);
    Object.assign(cloud, { addApi: endpoint.add.bind(endpoint) });
    const server = createServer(endpoint.listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(cloud, { awsEndpoint: origin });
    cloud.onStop(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    });
    cloud.add(s3Module);
    await cloud.start();
    await cloud.provision("AWS::S3::Bucket", "Files", { BucketName: "files" });
  });
  afterEach(() => cloud.stop());

  /** What a page would have in its hidden fields. */
  function signed(own: Record<string, string>, more: readonly unknown[] = [], secret = role.secretAccessKey) {
    const fields: Record<string, string> = {
      key: "uploads/a.csv",
      "x-amz-algorithm": "AWS4-HMAC-SHA256",
      "x-amz-credential": `${role.accessKeyId}/20261122/eu-west-2/s3/aws4_request`,
      "x-amz-date": "20261122T030000Z",
      "x-amz-security-token": role.sessionToken,
      ...own,
    };
    const expiration = new Date(cloud.clock.now() + 60_000).toISOString();
    const conditions = [{ bucket: "files" }, ...Object.entries(fields).map(([name, value]) => ({ [name]: value }))];
    const policy = Buffer.from(JSON.stringify({ expiration, conditions: [...conditions, ...more] })).toString("base64");
    const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
    const key = ["20261122", "eu-west-2", "s3", "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
    return { ...fields, policy, "x-amz-signature": hmac(key, policy).toString("hex") };
  }

  function post(fields: Readonly<Record<string, string | undefined>>, file?: Buffer | string, name = "schools.csv") {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) if (value !== undefined) form.append(field, value);
    if (file !== undefined) form.append("file", new Blob([file]), name);
    return fetch(`${origin}/files`, { method: "POST", body: form, redirect: "manual" });
  }

  async function refusal(answer: Response) {
    const text = await answer.text();
    expect(readdirSync(join(cloud.dataFolder, "s3", "files"))).toEqual([]);
    return [answer.status, /<Code>(.*?)<\/Code>/.exec(text)?.[1], /<Message>(.*?)<\/Message>/s.exec(text)?.[1]];
  }

  async function stored(key: string): Promise<Buffer> {
    Object.assign(cloud, { authorise: () => undefined });
    const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
    const client = new S3Client({ region: "eu-west-2", endpoint: origin, forcePathStyle: true, credentials });
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "files", Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  it("is kept to the byte, and the browser is sent on with bucket, key and etag", async () => {
    const file = Buffer.concat([randomBytes(3_000_000), Buffer.from("\r\n--not the boundary\r\n\r\n--")]);
    const answer = await post(signed({ success_action_redirect: redirect }), file);
    expect(answer.status).toBe(303);
    const to = new URL(answer.headers.get("location") ?? "");
    expect([to.origin + to.pathname, to.searchParams.get("step")]).toEqual(["http://localhost:4000/uploaded", "2"]);
    expect([to.searchParams.get("bucket"), to.searchParams.get("key")]).toEqual(["files", "uploads/a.csv"]);
    expect(to.searchParams.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await stored("uploads/a.csv")).equals(file)).toBe(true);
  });

  it("answers 204, or 200 or 201 where the form asks for that", async () => {
    expect((await post(signed({}), "a")).status).toBe(204);
    expect((await post(signed({ success_action_status: "200" }), "a")).status).toBe(200);
    const created = await post(signed({ success_action_status: "201" }), "a");
    expect([created.status, await created.text()]).toEqual([201, expect.stringContaining("<Key>uploads/a.csv</Key>")]);
  });

  it("puts the browser's name of the file into the key where the key asks for it", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
    expect((await post(signed({ key: "uploads/${filename}" }), "a", "März 1.csv")).status).toBe(204);
    expect((await stored("uploads/März 1.csv")).toString()).toBe("a");
  });

  it("may be empty or of exactly the length that the policy allows, and no longer or shorter", async () => {
    const range = (min: number, max: number) => signed({}, [["content-length-range", min, max]]);
    expect((await post(range(0, 3), "")).status).toBe(204);
    expect((await post(range(3, 3), "abc")).status).toBe(204);
    expect((await post(range(0, 2), "abc")).status).toBe(400);
    const large = await post(range(0, 1_000_000), randomBytes(5_000_000));
    expect([large.status, await large.text()]).toEqual([400, expect.stringContaining("<Code>EntityTooLarge</Code>")]);
    expect(await (await post(range(4, 9), "abc")).text()).toContain("<Code>EntityTooSmall</Code>");
    expect((await stored("uploads/a.csv")).toString()).toBe("abc");
  });

  it("is refused once its policy has expired", async () => {
    const form = signed({});
    cloud.clock.moveForward(61_000);
    expect(await refusal(await post(form, "a"))).toEqual([
      403,
      "AccessDenied",
      "Invalid according to Policy: Policy expired.",
    ]);
  });

  it("is refused with another key, or a field that the policy does not name", async () => {
    expect(await refusal(await post({ ...signed({}), key: "uploads/other.csv" }, "a"))).toEqual([
      403,
      "AccessDenied",
      expect.stringMatching(/^Invalid according to Policy: Policy Condition failed: .*\$key/),
    ]);
    expect(await refusal(await post({ ...signed({}), "content-type": "text/html" }, "a"))).toEqual([
      403,
      "AccessDenied",
      "Invalid according to Policy: Extra input fields: content-type",
    ]);
    expect((await post({ ...signed({}), "x-ignore-note": "anything" }, "a")).status).toBe(204);
  });

  it("holds beginnings where the policy asks for a beginning only", async () => {
    const form = signed({}, [["starts-with", "$Content-Type", "text/"]]);
    expect((await post({ ...form, "content-type": "text/csv" }, "a")).status).toBe(204);
    expect((await post({ ...form, "content-type": "image/png" }, "a")).status).toBe(403);
    expect((await post(form, "a")).status).toBe(403);
  });

  it.each([
    ["another secret", (form: object) => ({ ...form, ...signed({}, [], "another") }), 403, "SignatureDoesNotMatch"],
    ["an altered policy", (form: object) => ({ ...form, policy: "e30=" }), 403, "SignatureDoesNotMatch"],
    ["no policy", (form: object) => ({ ...form, policy: undefined }), 403, "AccessDenied"],
    [
      "no such key id",
      (form: object) => ({ ...form, "x-amz-credential": "ASIA0/1/r/s3/a" }),
      403,
      "InvalidAccessKeyId",
    ],
    ["no session token", () => signed({ "x-amz-security-token": "stolen" }), 400, "InvalidToken"],
    ["a strange field", () => signed({ tagging: "x" }), 501, "NotImplemented"],
  ])("is refused with %s", async (_, change, status, code) => {
    const form = change(signed({})) as Record<string, string>;
    expect((await refusal(await post(form, randomBytes(200_000)))).slice(0, 2)).toEqual([status, code]);
  });

  it("is refused where the role that signed it may not write", async () => {
    expect((await refusal(await post(signed({ key: "register/x" }), "a"))).slice(0, 2)).toEqual([403, "AccessDenied"]);
  });

  it("is refused without a file, with too many fields before it, or when it is cut off", async () => {
    const none = await refusal(await post(signed({})));
    expect(none.slice(0, 2)).toEqual([400, "InvalidArgument"]);
    const long = await refusal(await post({ "x-ignore-a": "a".repeat(21_000), ...signed({}) }, "a"));
    expect(long.slice(0, 2)).toEqual([400, "MaxPostPreDataLengthExceeded"]);
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const broken = '--b\r\ncontent-disposition: form-data; name="key"\r\n\r\nuploads/a';
    const cut = await refusal(await fetch(`${origin}/files`, { method: "POST", headers, body: broken }));
    expect(cut.slice(0, 2)).toEqual([400, "MalformedPOSTRequest"]);
  });

  it("is no business of a path below the bucket", async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(signed({}))) form.append(name, value);
    form.append("file", new Blob(["a"]));
    expect((await fetch(`${origin}/files/uploads`, { method: "POST", body: form })).status).toBe(501);
  });
});
