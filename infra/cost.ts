import { contexts, entries } from "./contexts.ts";
import { lists, type PriceName, prices, type Size, sizes } from "./prices.ts";

const consumers = contexts.flatMap(({ functions }) => functions.filter(({ consumes }) => consumes)).length;

/** What there is of it whatever the traffic; a test holds the figures against the templates. */
export const fixedParts = {
  alarms: entries.length * 2 + consumers * 2 + 3,
  kmsKeys: 2,
  secrets: 4,
  firewallRules: 4,
};

const secondsPerMonth = 30 * 24 * 3600;
const million = 1_000_000;

/** How much of each price a month of an alliance of this size uses. */
function usage({ people, requests, changes, mails, storedGb }: Size): Record<PriceName, number> {
  const eventsPerChange = 3;
  const events = changes * eventsPerChange;
  const runs = requests + changes + events;
  return {
    httpRequests: requests / million,
    // Lambda polls each queue with five long polls of twenty seconds, and takes and deletes each message.
    queueRequests: ((consumers * 5 * secondsPerMonth) / 20 + events * 3) / million,
    lambdaRuns: runs / million,
    // Half a gigabyte for a tenth of a second.
    lambdaSeconds: runs * 0.5 * 0.1,
    // A change is a transaction of about three items with two index entries, and the event's own item.
    writes: (changes * 12) / million,
    reads: (requests * 6 + changes * 4) / million,
    storage: storedGb,
    recovery: storedGb,
    events: events / million,
    mails: mails / 1_000,
    people: Math.max(0, people - 10_000),
    // A page and its small answers are 12 KB compressed; style, script and font come once a person.
    edgeGb: (requests * 12 + people * 250) / million,
    edgeRequests: (requests * 1.2) / 10_000,
    firewall: 1,
    firewallRules: fixedParts.firewallRules,
    firewallRequests: (requests * 1.2) / million,
    // Half a kilobyte of access log and one of the function's own a request.
    logs: (requests * 1.5 + events) / million,
    alarms: fixedParts.alarms,
    keys: fixedParts.kmsKeys,
    secrets: fixedParts.secrets,
    zone: 1,
  };
}

export interface Line {
  readonly what: string;
  readonly usdByMonth: readonly number[];
}

/** The bill, one line a service, one column a size. */
export function bill(): readonly Line[] {
  return lists.map(({ what, of }) => ({
    what,
    usdByMonth: sizes.map((size) => of.reduce((sum, name) => sum + usage(size)[name] * prices[name].usd, 0)),
  }));
}

const usd = (amount: number): string => (amount < 0.005 ? "0.00" : amount.toFixed(2));
const count = (value: number): string => value.toLocaleString("en-GB");

/** A Markdown table as the formatter wants it; columns whose number is in `right` hold figures. */
function table([head = [], ...rows]: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, at) => (right.includes(at) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const totalsOf = (lines: readonly Line[]): readonly number[] =>
  sizes.map((_, column) => lines.reduce((sum, { usdByMonth }) => sum + (usdByMonth[column] ?? 0), 0));

const sized = (name: string, of: (size: Size) => number): string[] => [name, ...sizes.map((size) => count(of(size)))];

/** The sizes and what all of it costs a month, for the README. */
export const costInBrief = (): string =>
  table(
    [
      ["an alliance that is", ...sizes.map(({ name }) => name)],
      sized("member schools", ({ schools }) => schools),
      sized("people who sign in", ({ people }) => people),
      ["**AWS, a month**", ...totalsOf(bill()).map((each) => `**$${usd(each * 1.2)}**`)],
    ],
    [1, 2, 3],
  );

function billTable(): string {
  const lines = bill();
  const totals = totalsOf(lines);
  const rows = [
    ["", ...sizes.map(({ name }) => name)],
    sized("member schools", ({ schools }) => schools),
    sized("people who sign in", ({ people }) => people),
    sized("requests", ({ requests }) => requests),
    sized("changes (joining, paying, booking)", ({ changes }) => changes),
    sized("mails", ({ mails }) => mails),
    sized("stored, GB", ({ storedGb }) => storedGb),
    ...lines.map(({ what, usdByMonth }) => [what, ...usdByMonth.map(usd)]),
    ["**all, US list price**", ...totals.map((each) => `**$${usd(each)}**`)],
    ["**all, London at + 20 %**", ...totals.map((each) => `**$${usd(each * 1.2)}**`)],
    ["a member school", ...sizes.map(({ schools }, at) => `$${usd(((totals[at] ?? 0) * 1.2) / schools)}`)],
  ];
  return table(rows, [1, 2, 3]);
}

const priceTable = (): string =>
  table(
    [
      ["what", "price in $", "per"],
      ...Object.values(prices).map(({ what, usd: each, per }) => [what, String(each), per]),
    ],
    [1],
  );

/** docs/cost.md as it must be; `pnpm generate` writes it. */
export const costPage = (): string => `# What it costs a month in AWS

Made by \`infra/cost.ts\` from the prices below; a test fails when this page is stale. Prices are US list prices in
dollars without tax and without free allowances, but for Cognito's first 10,000 people; London is up to a fifth dearer, so
the last line adds 20 %. Stripe's fees are not in it. Nothing was deployed to check it against a real bill.

${billTable()}

## The prices

${priceTable()}

Sources: the pricing pages of each service at https://aws.amazon.com/pricing/ .
`;
