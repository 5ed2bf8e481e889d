import { expect, test } from "vitest";
import { signUrl } from "./sign-url.ts";

// The worked example of AWS's "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
test("signs the published example of AWS exactly as AWS does", () => {
  const key = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "us-east-1",
  };
  const url = new URL("https://examplebucket.s3.amazonaws.com/test.txt");
  const signed = signUrl({ method: "GET", url, seconds: 86_400, now: "2013-05-24T00:00:00.000Z" }, key);
  expect(new URL(signed).searchParams.get("X-Amz-Signature")).toBe(
    "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  );
});
