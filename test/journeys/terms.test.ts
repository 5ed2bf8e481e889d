import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plusDays } from "@alliance/core";
import { seed } from "@alliance/dev/seed";
import { type RunningPlatform, startPlatform } from "@alliance/dev/start-platform";
import { root, sharedAssembly } from "@alliance/dev/synthesize";
import { daysOfSteps } from "@alliance/membership/terms/reminder-steps";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "journey-terms-"));
const lead = "amara.osei@harbour-view.example";
const trust = "Three Rivers Learning Trust";
let platform: RunningPlatform;
let today: string;

const token = async (persona: string) =>
  (await (await fetch(`${platform.origin}/_local/token?persona=${persona}`)).text()).trim();

/** As a persona, by API; throws for an answer that was not expected. */
async function call<Reply>(persona: string, path: string, body?: unknown): Promise<Reply> {
  const reply = await fetch(`${platform.origin}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${await token(persona)}`,
      ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

const apply = (persona: string, who: object, payment: object) =>
  call<{ organisationId: string }>(persona, "/api/membership/applications", { ...who, payment });
const card = { method: "card" };
const invoice = { method: "invoice", purchaseOrderNumber: "PO-1" };

interface Answer {
  readonly allowed: boolean;
  readonly reason: string;
}
const mayTrain = (organisation: string, on: string) =>
  call<Answer>(
    "staff",
    `/api/membership/entitlement?${new URLSearchParams({ organisation, on, benefit: "live-training" })}`,
  );

async function rest(): Promise<void> {
  await platform.stripe.controls.idle();
  await platform.cloud.idle();
}

async function moveTo(day: string): Promise<void> {
  platform.cloud.clock.moveTo(Date.parse(`${day}T12:00:00Z`));
  await rest();
}

const formatDate = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
const demo = (name: string) => readFileSync(join(root, "packages/dev/demo", name), "utf8");
const ddmmyyyy = (day: string) => day.split("-").reverse().join("-");

/** The register as it is, with another groups file. */
async function importGroups(groups: string): Promise<void> {
  const upload = await call<{ importId: string; establishments: string; groups: string }>(
    "admin",
    "/api/membership/register-uploads",
    {},
  );
  await fetch(upload.establishments, {
    method: "PUT",
    body: readFileSync(join(root, "packages/dev/demo/establishments.csv")),
  });
  await fetch(upload.groups, { method: "PUT", body: Buffer.from(groups, "latin1") });
  await call("admin", "/api/membership/register-imports", { importId: upload.importId });
  await rest();
  const { status } = await call<{ status: string }>("admin", `/api/membership/register-imports/${upload.importId}`);
  if (status !== "imported") throw new Error(`the import is ${status}`);
}

beforeAll(async () => {
  platform = await startPlatform({ port: 0, dataFolder: folder, fresh: true, assembly: await sharedAssembly() });
  await seed(platform, "demo", folder, () => undefined);
  today = new Date(platform.cloud.clock.now()).toISOString().slice(0, 10);
}, 180_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a trust's membership covers its schools as of a date", () => {
  let foundry: string;
  let fens: string;

  it("which are in it already, and says since when", async () => {
    // Applied for and never paid: we know the schools, and they have no membership of their own.
    foundry = (await apply("newcomer", { urn: "900018" }, card)).organisationId;
    fens = (await apply("newcomer", { urn: "900020" }, card)).organisationId;
    expect((await mayTrain(foundry, today)).allowed).toBe(false);
    await apply("newcomer", { organisation: "trust-90001" }, invoice);
    await rest();
    const covered = await mayTrain(foundry, today);
    expect(covered.allowed).toBe(true);
    expect(covered.reason).toContain(
      `Trust membership of ${trust}, which Foundry Lane Academy joined on 1 September 2025.`,
    );
    expect((await mayTrain(fens, today)).allowed).toBe(false);
  }, 120_000);

  it("from the day on which a school joins in the middle of the year, and until the eve of its leaving", async () => {
    const [joins, leaves] = [plusDays(today, 20), plusDays(today, 30)];
    await moveTo(plusDays(today, 40));
    const [head = "", ...rows] = demo("groups.csv").trim().split(/\r?\n/);
    const ofFoundry = rows.find((row) => row.startsWith('"900018"')) ?? "";
    const others = rows.filter((row) => row !== ofFoundry);
    const joined = ofFoundry.replace("900018", "900020").replaceAll("01-09-2025", ddmmyyyy(joins));
    const moved = (others.find((row) => row.includes('"90002"')) ?? "")
      .replace(/^"\d+"/, '"900018"')
      .replace(/"\d\d-\d\d-\d{4}"(?!.*"\d\d-\d\d-\d{4}")/, `"${ddmmyyyy(leaves)}"`);
    await importGroups([head, ...others, joined, moved].join("\r\n"));
    const answers = await Promise.all([
      mayTrain(fens, plusDays(joins, -1)),
      mayTrain(fens, joins),
      mayTrain(foundry, plusDays(leaves, -1)),
      mayTrain(foundry, leaves),
    ]);
    expect(answers.map(({ allowed }) => allowed)).toEqual([false, true, true, false]);
    expect(answers[0]?.reason).toBe(
      `Trust membership of ${trust} covers The Fens Free School from ${formatDate(joins)}.`,
    );
    expect(answers[3]?.reason).toBe(
      `Trust membership of ${trust} covered Foundry Lane Academy until ${formatDate(plusDays(leaves, -1))}, when it left ${trust}.`,
    );
  }, 120_000);
});

interface Terms {
  readonly terms: readonly { startsOn: string; endsOn: string; status: string; membershipId: string }[];
}

describe("a year goes by", () => {
  const reminders = async () =>
    (await platform.cloud.mailbox()).filter(
      ({ to, subject }) => to.includes(lead) && /ends on|Please renew|has ended|no longer/.test(subject),
    );
  let organisationId: string;

  it("and whoever leads is reminded once, on a school day, however often the night is run", async () => {
    const { considered } = await call<{ considered: { grant: { organisationId: string } }[] }>(
      "lead",
      `/api/membership/entitlement?benefit=live-training&on=${today}`,
    );
    organisationId = considered[0]?.grant.organisationId ?? "";
    const [term] = (await call<Terms>("lead", `/api/membership/organisations/${organisationId}`)).terms;
    const [first] = daysOfSteps({ startsOn: term?.startsOn ?? "", endsOn: term?.endsOn ?? "", graceDays: 30 });
    await moveTo(plusDays(first?.day ?? "", -1));
    expect(await reminders()).toEqual([]);
    for (const days of [0, 1, 2]) await moveTo(plusDays(first?.day ?? "", days));
    expect((await reminders()).map(({ subject }) => subject)).toEqual([
      `Harbour View Primary School: membership ends on ${formatDate(term?.endsOn ?? "")}`,
    ]);
  }, 120_000);

  it("renews for the next year without touching this one, and is not reminded again", async () => {
    const before = (await call<Terms>("lead", `/api/membership/organisations/${organisationId}`)).terms;
    await moveTo(plusDays(before[0]?.endsOn ?? "", -89));
    await call("lead", "/api/membership/renewals", { organisationId, payment: invoice });
    await rest();
    const after = (await call<Terms>("lead", `/api/membership/organisations/${organisationId}`)).terms;
    expect(after.slice(1)).toEqual(before);
    expect(after[0]).toMatchObject({ status: "active", startsOn: plusDays(before[0]?.endsOn ?? "", 1) });
    const letters = await platform.cloud.mailbox();
    expect(
      letters.filter(({ subject }) => subject === "Membership of Harbour View Primary School is renewed"),
    ).toHaveLength(1);
    await moveTo(plusDays(before[0]?.endsOn ?? "", 40));
    expect(await reminders()).toHaveLength(1);
  }, 120_000);

  it("leaves no dead letter", async () => {
    const { queues } = (await (await fetch(`${platform.origin}/_local/queues.json`)).json()) as {
      queues: { visible: number; isDeadLetterQueueOf: string[] }[];
    };
    expect(queues.filter(({ isDeadLetterQueueOf, visible }) => isDeadLetterQueueOf.length > 0 && visible > 0)).toEqual(
      [],
    );
  });
});
