import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { s3Uploads } from "./bucket-uploads.ts";
import { signatureOf } from "./sign-url.ts";

const settings = {
  BUCKET_NAME: "files",
  AWS_REGION: "eu-west-2",
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
};
const clock = { now: () => "2026-11-22T03:00:00.000Z" };
const upload = { key: "uploads/a.csv", maxBytes: 100, redirectTo: "https://alliance.example/uploaded" };

// The worked example of AWS's "Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)".
test("signs the published policy of AWS exactly as AWS does", () => {
  const conditions = [
    '    {"bucket": "sigv4examplebucket"},',
    '    ["starts-with", "$key", "user/user1/"],',
    '    {"acl": "public-read"},',
    '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
    '    ["starts-with", "$Content-Type", "image/"],',
    '    {"x-amz-meta-uuid": "14365123651274"},',
    '    {"x-amz-server-side-encryption": "AES256"},',
    '    ["starts-with", "$x-amz-meta-tag", ""],',
    "",
    '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
    '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
    '    {"x-amz-date": "20151229T000000Z" }',
  ];
  const policy = ['{ "expiration": "2015-12-30T12:00:00.000Z",', '  "conditions": [', ...conditions, "  ]", "}"].join(
    "\r\n",
  );
  const key = { secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1" };
  expect(signatureOf(Buffer.from(policy).toString("base64"), "20151229T000000Z", key)).toBe(
    "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e",
  );
});

test("a form allows one key, one size and one way back, for an hour, and carries the session's token", () => {
  const { action, fields } = s3Uploads(settings, clock).form(upload);
  expect(action).toBe("https://files.s3.eu-west-2.amazonaws.com/");
  const { policy = "", "x-amz-signature": signature, ...signed } = fields;
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, "base64").toString("utf8"));
  expect(expiration).toBe("2026-11-22T04:00:00.000Z");
  const equal = conditions.filter((each: unknown) => !Array.isArray(each));
  expect(Object.assign({}, ...equal)).toEqual({ bucket: "files", ...signed });
  expect(conditions).toContainEqual(["content-length-range", 0, 100]);
  expect(signed).toMatchObject({ key: upload.key, "x-amz-security-token": "token" });
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["the first bytes and the whole size", 206, "URN", "bytes 0-2/61000000", { sizeBytes: 61_000_000, text: "URN" }],
  ["nothing of an empty file", 416, "", "", { sizeBytes: 0, text: "" }],
  ["undefined where there is none", 403, "", "", undefined],
])("reads %s", async (_, status, body, range, expected) => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.range);
    response.writeHead(status, range ? { "content-range": range } : {}).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const found = await s3Uploads({ ...settings, AWS_ENDPOINT_URL: endpoint }, clock).beginning("uploads/a.csv", 3);
    expect(found && { sizeBytes: found.sizeBytes, text: Buffer.from(found.bytes).toString() }).toEqual(expected);
    expect(asked).toEqual(["bytes=0-2"]);
  } finally {
    server.close();
  }
});

test("a bucket that fails is no empty one", async () => {
  const uploads = s3Uploads({ ...settings, AWS_ENDPOINT_URL: "http://127.0.0.1:9" }, clock);
  await expect(uploads.beginning("uploads/a.csv", 3)).rejects.toThrow();
});
