import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { LengthRange, PostForm } from "./post-form.ts";
import { S3Error } from "./s3-error.ts";

export interface Signer {
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

type Fields = PostForm["fields"];

const policySchema = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()),
      z.tuple([z.enum(["eq", "starts-with"]), z.string().startsWith("$"), z.string()]),
      z.tuple([z.literal("content-length-range"), z.coerce.number(), z.coerce.number()]),
    ]),
  ),
});

interface Match {
  readonly kind: "eq" | "starts-with";
  readonly name: string;
  readonly value: string;
}

/** Fields that need no condition; S3 lets `x-ignore-` ones pass too. */
const unconditioned = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

const denied = (reason: string): S3Error => new S3Error("AccessDenied", `Invalid according to Policy: ${reason}`, 403);

function parsePolicy(text: string): z.infer<typeof policySchema> {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(text, "base64").toString("utf8")));
  } catch {
    throw new S3Error("InvalidPolicyDocument", "The content of the form does not meet the policy document's format.");
  }
}

/**
 * Checks a form's signature (Signature Version 4 over its policy), then that the policy is still good by `nowMs` and
 * that every field is as it says. Returns how large the file may be. Throws as S3 answers: SignatureDoesNotMatch, AccessDenied, …
 */
export function verifyPost(
  fields: Fields,
  { bucket, signer, nowMs }: { readonly bucket: string; readonly signer: Signer; readonly nowMs: number },
): LengthRange {
  const policy = fields.get("policy") ?? "";
  checkSignature(fields, policy, signer.secretAccessKey);
  if (signer.sessionToken !== undefined && fields.get("x-amz-security-token") !== signer.sessionToken) {
    throw new S3Error("InvalidToken", "The provided token is malformed or otherwise invalid.");
  }
  const { expiration, conditions } = parsePolicy(policy);
  if (nowMs > Date.parse(expiration)) throw denied("Policy expired.");
  const matches = conditions.flatMap(matchesOf);
  for (const match of matches) checkMatch(match, match.name === "bucket" ? bucket : fields.get(match.name));
  const named = new Set(matches.map(({ name }) => name));
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !unconditioned.test(name));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(", ")}`);
  const range = conditions.find((condition) => Array.isArray(condition) && condition[0] === "content-length-range");
  return { min: Number(range?.[1] ?? 0), max: Number(range?.[2] ?? Number.POSITIVE_INFINITY) };
}

function matchesOf(condition: z.infer<typeof policySchema>["conditions"][number]): Match[] {
  if (!Array.isArray(condition)) {
    return Object.entries(condition).map(([name, value]) => ({ kind: "eq", name: name.toLowerCase(), value }));
  }
  if (condition[0] === "content-length-range") return [];
  const [kind, name, value] = condition;
  return [{ kind, name: name.slice(1).toLowerCase(), value }];
}

function checkMatch({ kind, name, value }: Match, given: string | undefined): void {
  const holds = given !== undefined && (kind === "eq" ? given === value : given.startsWith(value));
  if (!holds) throw denied(`Policy Condition failed: ["${kind}", "$${name}", "${value}"]`);
}

function checkSignature(fields: Fields, policy: string, secretAccessKey: string): void {
  if (policy === "" || fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256") {
    throw new S3Error("AccessDenied", "A form has a policy that is signed with AWS4-HMAC-SHA256.", 403);
  }
  const [, date = "", region = "", service = ""] = (fields.get("x-amz-credential") ?? "").split("/");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const key = [region, service, "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${secretAccessKey}`, date));
  const expected = hmac(key, policy);
  const given = Buffer.from(fields.get("x-amz-signature") ?? "", "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    const message = "The request signature we calculated does not match the signature you provided.";
    throw new S3Error("SignatureDoesNotMatch", message, 403);
  }
}
