import * as z from "zod";

const hostname = z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "must be a lower-case host name");

const Environment = z.strictObject({
  stage: z.enum(["dev", "production"]),
  /** The only account this stage may be deployed to; without one, whichever the credentials belong to. */
  account: z
    .string()
    .regex(/^\d{12}$/, "must be the 12 digits of an AWS account")
    .optional(),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, "must be an AWS region"),
  /** What people type; the HTTP API answers behind it at origin.<domain>. */
  domain: hostname,
  /** The Route 53 zone that holds the domain: certificates, addresses and mail keys are proved there. */
  hostedZoneId: z.string().regex(/^Z[A-Z0-9]{5,31}$/, "must be a Route 53 hosted zone id"),
  /** First label of the sign-in pages' address, unique in its region for all of AWS. */
  signInPrefix: z.string().regex(/^[a-z0-9][a-z0-9-]{2,62}$/, "must be 3 to 63 lower-case letters, digits or hyphens"),
  mailFrom: z.email(),
  /** Off until SES has proved the domain and left its sandbox: till then Cognito sends 50 codes a day at most. */
  signInMailThroughSes: z.boolean(),
  alertEmail: z.email(),
  stripeApiBase: z.url({ protocol: /^https$/ }),
  logRetentionDays: z.union([z.literal(14), z.literal(30), z.literal(90), z.literal(365)]),
  archiveDays: z.int().min(30).max(365),
  /** Kept and protected from deletion; a dev stage may be torn down with all it holds. */
  keepData: z.boolean(),
  /** Raised by one, the next deployment makes a new origin secret and gives it to both sides. */
  originSecretNumber: z.int().positive(),
  requestsPerSecond: z.int().min(10).max(10_000),
  requestBurst: z.int().min(10).max(5_000),
});

export type Environment = z.infer<typeof Environment>;
export type Stage = Environment["stage"];

const shared = {
  region: "eu-west-2",
  stripeApiBase: "https://api.stripe.com",
  originSecretNumber: 1,
} as const;

/** What an alliance that adopts the platform edits before its first deployment: see docs/operating.md. */
const settings: Record<Stage, unknown> = {
  dev: {
    ...shared,
    stage: "dev",
    domain: "dev.partnerships-alliance.example",
    hostedZoneId: "Z0DEV0PARTNERSHIPS",
    signInPrefix: "partnerships-alliance-dev",
    mailFrom: "hello@dev.partnerships-alliance.example",
    signInMailThroughSes: false,
    alertEmail: "platform-dev@partnerships-alliance.example",
    logRetentionDays: 14,
    archiveDays: 30,
    keepData: false,
    requestsPerSecond: 100,
    requestBurst: 200,
  },
  production: {
    ...shared,
    stage: "production",
    account: "111122223333",
    domain: "partnerships-alliance.example",
    hostedZoneId: "Z0PROD0PARTNERSHIPS",
    signInPrefix: "partnerships-alliance",
    mailFrom: "hello@partnerships-alliance.example",
    signInMailThroughSes: true,
    alertEmail: "platform@partnerships-alliance.example",
    logRetentionDays: 90,
    archiveDays: 365,
    keepData: true,
    requestsPerSecond: 1_000,
    requestBurst: 2_000,
  },
};

/** The settings of a stage; throws one line a wrong or missing setting, each with its name. */
export function environmentFor(stage: unknown, from: Record<string, unknown> = settings): Environment {
  if (typeof stage !== "string" || !Object.hasOwn(from, stage)) {
    throw new Error(`stage: "${String(stage)}" is not one of ${Object.keys(from).join(", ")}`);
  }
  const parsed = Environment.safeParse(from[stage]);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".");
    return `${stage}.${name}: ${issue.message}`;
  });
  throw new Error(`infra/environments.ts:\n  ${lines.join("\n  ")}`);
}
