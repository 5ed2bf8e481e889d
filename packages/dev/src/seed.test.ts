import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { londonDateOf } from "@alliance/core";
import { ClinicContent } from "@alliance/training/schema/clinic";
import { RecordingContent } from "@alliance/training/schema/recording";
import { SessionContent } from "@alliance/training/schema/session";
import { afterEach, beforeEach, expect, test } from "vitest";
import { national, seedNational } from "./national-seed.ts";
import { seed } from "./seed.ts";
import { seedDay } from "./seed-day.ts";
import { seedLibrary } from "./seed-library.ts";
import { seedSpending } from "./seed-spending.ts";
import { seedTraining } from "./seed-training.ts";

const importId = "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const counts = { rows: 1, added: 1, changed: 0, unchanged: 0, kept: 0, links: 0 };

let server: Server;
let origin: string;
let folder: string;
let lines: string[];
let uploads: string[];
let joins: { urn: string; who: string; key: string }[];
let letIn: string[];
/** What was asked of training: key, path and body. */
let training: string[];
/** What was sent as forms of pages: path and body. */
let forms: string[];
let underWay: number;
let mostAtOnce: number;
/** Statuses that the next joins are answered with before all others succeed. */
let refusals: number[];

const reasonOf = (status: number): string => (status === 409 ? "conflict" : "other");

async function answerTo(request: IncomingMessage): Promise<[number, string]> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { pathname, searchParams } = new URL(request.url ?? "/", origin);
  if (pathname === "/_local/token") return [200, searchParams.get("email") ?? searchParams.get("persona") ?? ""];
  if (pathname.startsWith("/api/membership/role-requests")) {
    letIn.push(`${request.method} ${pathname}`);
    return [200, JSON.stringify({ personId: "per_1", requestId: "req_1" })];
  }
  if (pathname.startsWith("/portal/training/approval/") && request.method === "GET") {
    const choice = (id: string, name: string) => `<input value="per_${id.repeat(26)}"/><label>${name}</label>`;
    return [200, choice("1", "Tom Whitfield") + choice("2", "Amara Osei")];
  }
  if (pathname === "/api/training/catalogue") {
    const session = { sessionId: "ses_1", title: "Writing a memorandum of understanding that gets used" };
    return [200, JSON.stringify({ sessions: [{ ...session, price: { yourNetPence: 4_200 } }] })];
  }
  if (request.method === "POST" && !pathname.startsWith("/api/")) {
    forms.push(`${pathname} ${body}`);
    return [303, ""];
  }
  if (pathname.startsWith("/api/training/")) {
    training.push(`${request.headers["idempotency-key"]} ${pathname} ${body}`);
    const made = {
      sessionId: `ses_${training.length}`,
      clinicId: `cli_${training.length}`,
      recordingId: "rec_1",
      bookingId: "bkg_1",
      netPence: 7_560,
    };
    return [201, JSON.stringify({ ...made, sessions: [{ sessionId: "ses_copy" }], places: [{ placeId: "bkg_1-1" }] })];
  }
  if (request.method === "PUT") {
    uploads.push(body);
    return [200, ""];
  }
  if (pathname === "/api/membership/register-uploads") {
    return [
      201,
      JSON.stringify({
        importId,
        establishments: `${origin}/put/1`,
        links: `${origin}/put/2`,
        groups: `${origin}/put/3`,
      }),
    ];
  }
  if (pathname !== "/api/membership/applications") return [200, JSON.stringify({ status: "imported", counts })];
  await new Promise((resolve) => setImmediate(resolve));
  const refusal = refusals.shift();
  if (refusal !== undefined) return [refusal, JSON.stringify({ type: `/api/docs#problem-${reasonOf(refusal)}` })];
  const { urn } = JSON.parse(body) as { urn: string };
  const who = (request.headers.authorization ?? "").replace("Bearer ", "");
  joins.push({ urn, who, key: String(request.headers["idempotency-key"]) });
  return [201, JSON.stringify({ organisationId: "org_1" })];
}

beforeEach(async () => {
  letIn = [];
  [training, forms] = [[], []];
  [lines, uploads, joins, refusals, underWay, mostAtOnce] = [[], [], [], [], 0, 0];
  folder = await mkdtemp(join(tmpdir(), "seed-"));
  server = createServer(async (request, response) => {
    mostAtOnce = Math.max(mostAtOnce, ++underWay);
    const [status, text] = await answerTo(request);
    underWay -= 1;
    response.writeHead(status).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

const platform = () => ({ origin, cloud: { idle: () => Promise.resolve() } });
const tell = (line: string) => void lines.push(line);
const small = { schools: 400, members: 150 };

test("the national data is a country's register and thousands of members", () => {
  expect(national).toEqual({ schools: 25_000, members: 3_000 });
});

test("each member is an open school of the register, joined by a person of its own, a few at once", async () => {
  await seedNational(platform(), { folder, size: small, tell });
  const rows = (uploads[0] ?? "").trimEnd().split("\r\n");
  expect(rows).toHaveLength(small.schools + 1);
  expect(joins).toHaveLength(small.members);
  expect(new Set(joins.map(({ urn }) => urn)).size).toBe(small.members);
  expect(new Set(joins.map(({ who }) => who)).size).toBe(small.members);
  const closed = rows.filter((row) => row.includes('"Closed"') || row.includes('"Proposed to open"'));
  const closedUrns = new Set(closed.map((row) => row.slice(1, 7)));
  expect(joins.filter(({ urn }) => closedUrns.has(urn))).toEqual([]);
  expect(mostAtOnce).toBeLessThanOrEqual(8);
  expect(lines.at(-2)).toMatch(/^150 of 150 schools joined/);
  expect(lines.at(-1)).toMatch(/^400 schools and 150 members are there after \d+ min \d+ s/);
  expect(uploads[1]).toContain("Multi-academy trust");
});

test("what was cut off goes on where it stopped, without the register again", async () => {
  const stopped = {
    origin,
    cloud: { idle: () => (joins.length > 130 ? Promise.reject(new Error("stopped")) : Promise.resolve()) },
  };
  await expect(seedNational(stopped, { folder, size: small, tell })).rejects.toThrow("stopped");
  const [joined, uploaded] = [joins.length, uploads.length];
  await seedNational(platform(), { folder, size: small, tell });
  expect(uploads).toHaveLength(uploaded);
  expect(joins).toHaveLength(joined + 30);
  expect(new Set(joins.map(({ urn }) => urn)).size).toBe(small.members);
});

test("a throttled or busy platform, or one at work on it already, is asked again with the same key, a refusal ends the seed", async () => {
  refusals = [429, 500, 409, 401];
  await seedNational(platform(), { folder, size: { schools: 20, members: 3 }, tell });
  expect(new Set(joins.map(({ key }) => key)).size).toBe(3);
  refusals = [422];
  const refused = seedNational(platform(), { folder, size: { schools: 20, members: 1 }, tell });
  await expect(refused).rejects.toThrow("could not join: 422");
});

test("the demo's sessions are what the schema of sessions knows, each asked for by a key of its own", async () => {
  await seedTraining(origin);
  const asked = training.map((line) => /^(\S+) (\S+) (.*)$/.exec(line)?.slice(1) ?? []);
  expect(new Set(asked.map(([key]) => key)).size).toBe(asked.length);
  const built = asked.filter(([, path]) => path === "/api/training/sessions");
  expect(built.length).toBeGreaterThanOrEqual(10);
  for (const [key, , body = ""] of built) expect(SessionContent.safeParse(JSON.parse(body)).error, key).toBeUndefined();
});

test("the demo's day has a session that the schema knows, booked by its school and begun to be marked", async () => {
  await seedDay(origin, "org_1");
  const asked = training.map((line) => /^(\S+) (\S+) (.*)$/.exec(line)?.slice(1) ?? []);
  const [, , body = ""] = asked.find(([, path]) => path === "/api/training/sessions") ?? [];
  expect(SessionContent.safeParse(JSON.parse(body)).error).toBeUndefined();
  const paths = asked.map(([, path = ""]) => path.replace(/ses_\d+/, "ses"));
  expect(paths).toContain("/api/training/bookings/bkg_1/placement");
  expect(paths.at(-1)).toBe("/api/training/sessions/ses/marks");
});

test("the demo's code can be used from today, its lead holds the budget, and a colleague's booking waits for them", async () => {
  await seedSpending(origin, "org_1");
  const [setting, made] = forms.toSorted().reverse();
  expect(setting).toBe(`/portal/training/approval/org_1 budgetHolder=per_${"2".repeat(26)}`);
  const [path, fields = ""] = made?.split(" ") ?? [];
  expect(path).toBe("/console/training/discounts/new");
  const [year, month, day] = londonDateOf(new Date().toISOString()).split("-");
  expect(Object.fromEntries(new URLSearchParams(fields))).toMatchObject({
    ...{ code: "WELCOME10", kind: "percent", percent: "10", onceKey: "seed-spending-code" },
    ...{ "from-day": day, "from-month": month, "from-year": year },
  });
  const asked = training.map((line) => JSON.parse(line.split(" ").slice(2).join(" ")) as Record<string, unknown>);
  expect(asked).toEqual([
    expect.objectContaining({ discount: "WELCOME10", organisationId: "org_1", shownNetPence: 8_400 }),
    expect.objectContaining({ payment: "invoice", shownNetPence: 7_560 }),
  ]);
});

test("the demo's clinics and recordings are what their schemas know", async () => {
  await seedLibrary(origin);
  const asked = training.map((line) => /^(\S+) (\S+) (.*)$/.exec(line)?.slice(1) ?? []);
  const clinics = asked.filter(([, path]) => path === "/api/training/clinics");
  expect(clinics).toHaveLength(2);
  for (const [key, , body = ""] of clinics) {
    const { clinic } = JSON.parse(body) as { clinic: unknown };
    expect(ClinicContent.safeParse(clinic).error, key).toBeUndefined();
  }
  const recordings = asked.filter(([, path]) => path === "/api/training/recordings");
  expect(recordings).toHaveLength(2);
  for (const [key, , body = ""] of recordings) {
    expect(RecordingContent.safeParse(JSON.parse(body)).error, key).toBeUndefined();
  }
});

test("what was seeded stays as it is, and a broken note of it is told in one line", async () => {
  await seed(platform(), "demo", folder, tell);
  expect(joins.map(({ urn }) => urn)).toEqual(["900001"]);
  const requests = "/api/membership/role-requests";
  expect(letIn).toEqual([`POST ${requests}`, `PUT ${requests}/org_1/per_1`]);
  await seed(platform(), "demo", folder, tell);
  expect(joins).toHaveLength(1);
  expect(JSON.parse(await readFile(join(folder, "seeded.json"), "utf8"))).toEqual({ kind: "demo" });
  await writeFile(join(folder, "seeded.json"), "{");
  await expect(seed(platform(), "demo", folder, tell)).rejects.toThrow("is broken: start with --fresh");
});
