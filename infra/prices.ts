export interface Size {
  readonly name: string;
  readonly schools: number;
  /** Different people who sign in within the month. */
  readonly people: number;
  readonly requests: number;
  /** Changes of state: an application, a payment, a booking. */
  readonly changes: number;
  readonly mails: number;
  readonly storedGb: number;
}

export const sizes: readonly Size[] = [
  { name: "small", schools: 50, people: 500, requests: 30_000, changes: 1_500, mails: 1_000, storedGb: 1 },
  {
    name: "national",
    schools: 2_500,
    people: 15_000,
    requests: 1_500_000,
    changes: 60_000,
    mails: 80_000,
    storedGb: 10,
  },
  {
    name: "very large",
    schools: 25_000,
    people: 150_000,
    requests: 15_000_000,
    changes: 600_000,
    mails: 800_000,
    storedGb: 100,
  },
];

interface Price {
  readonly what: string;
  readonly usd: number;
  readonly per: string;
}

const price = (what: string, usd: number, per: string): Price => ({ what, usd, per });

/** Published list prices of us-east-1 in dollars. */
export const prices = {
  httpRequests: price("HTTP API", 1, "million requests"),
  queueRequests: price("SQS", 0.4, "million requests"),
  lambdaRuns: price("Lambda runs", 0.2, "million"),
  lambdaSeconds: price("Lambda on arm64", 0.000_013_333_4, "gigabyte-second"),
  writes: price("DynamoDB writes", 0.625, "million units"),
  reads: price("DynamoDB reads", 0.125, "million units"),
  storage: price("DynamoDB storage", 0.25, "gigabyte"),
  recovery: price("DynamoDB point-in-time recovery", 0.2, "gigabyte"),
  events: price("EventBridge", 1, "million events"),
  mails: price("SES", 0.1, "thousand mails"),
  people: price("Cognito Essentials", 0.015, "person above 10,000"),
  edgeGb: price("CloudFront to Europe", 0.085, "gigabyte"),
  edgeRequests: price("CloudFront requests", 0.01, "ten thousand"),
  firewall: price("WAF access list", 5, "list"),
  firewallRules: price("WAF rules", 1, "rule or managed group"),
  firewallRequests: price("WAF requests", 0.6, "million"),
  logs: price("CloudWatch logs", 0.5, "gigabyte"),
  alarms: price("CloudWatch alarms", 0.1, "alarm"),
  keys: price("KMS keys", 1, "key"),
  secrets: price("Secrets Manager", 0.4, "secret or replica"),
  zone: price("Route 53", 0.5, "zone"),
} satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;

/** The lines of the bill, and which prices each gathers. */
export const lists: readonly { readonly what: string; readonly of: readonly PriceName[] }[] = [
  {
    what: "API, functions, queues, events",
    of: ["httpRequests", "lambdaRuns", "lambdaSeconds", "queueRequests", "events"],
  },
  { what: "table, backups", of: ["writes", "reads", "storage", "recovery"] },
  { what: "CloudFront", of: ["edgeGb", "edgeRequests"] },
  { what: "firewall", of: ["firewall", "firewallRules", "firewallRequests"] },
  { what: "sign-in", of: ["people"] },
  { what: "mail", of: ["mails"] },
  { what: "logs, alarms", of: ["logs", "alarms"] },
  { what: "keys, secrets, zone", of: ["keys", "secrets", "zone"] },
];
