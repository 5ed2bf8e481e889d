import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ImportFailed, importGias } from "./import-gias.ts";

const importId = "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const counts = { rows: 1, added: 1, changed: 0, unchanged: 0, kept: 0, links: 0 };

let server: Server;
let origin: string;
let seen: string[];
/** What the platform answers when asked how far the import is, one after the other; the last one stays. */
let states: object[];

async function answerTo(request: IncomingMessage): Promise<[number, string]> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const call = `${request.method} ${request.url}`;
  seen.push(`${call} ${body}`.trim());
  if (call === "GET /_local/token?persona=staff") return [200, "token"];
  if (request.method === "PUT") return [200, ""];
  if (request.headers.authorization !== "Bearer token") return [401, "{}"];
  if (call === "POST /api/membership/register-uploads") {
    return [
      201,
      JSON.stringify({
        importId,
        establishments: `${origin}/put/establishments`,
        links: `${origin}/put/links`,
        groups: `${origin}/put/groups`,
      }),
    ];
  }
  if (call === "POST /api/membership/register-imports") return [202, JSON.stringify({ status: "requested" })];
  const state = states.length > 1 ? states.shift() : states[0];
  return state && "broken" in state ? [500, "{}"] : [200, JSON.stringify(state)];
}

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const [status, text] = await answerTo(request);
    response.writeHead(status).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

async function fileOf(content: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "gias-")), "file.csv");
  await writeFile(path, content);
  return path;
}

const run = async (links?: string, groups?: string) => {
  const lines: string[] = [];
  const establishments = await fileOf("schools");
  const result = await importGias({ origin, establishments, links, groups, log: (line) => lines.push(line) });
  return { result, lines };
};

test("sends both files, asks for the import and tells what came of it", async () => {
  states = [{ status: "running" }, { status: "imported", counts }];
  const { result, lines } = await run(await fileOf("links"));
  expect(result).toEqual(counts);
  expect(seen).toContain("PUT /put/establishments schools");
  expect(seen).toContain("PUT /put/links links");
  expect(lines.at(-1)).toMatch(/1 rows, 1 added, 0 changed/);
});

test("sends the groups file too, and tells who joined and left a trust", async () => {
  states = [{ status: "imported", counts: { ...counts, trusts: 2, joined: 7, left: 1 } }];
  const { lines } = await run(await fileOf("links"), await fileOf("groups"));
  expect(seen).toContain("PUT /put/groups groups");
  expect(lines.at(-1)).toMatch(/2 trusts: 7 schools joined one, 1 left/);
});

test("a refusal is told with line and column", async () => {
  states = [{ status: "refused", error: { line: 3, column: "URN", reason: "is not a number of six digits" } }];
  const refused = run();
  await expect(refused).rejects.toThrow('refused whole: line 3, column "URN": is not a number of six digits');
  await expect(refused).rejects.toBeInstanceOf(ImportFailed);
});

test("a machine that is busy for a moment is asked again", async () => {
  states = [{ broken: true }, { status: "imported", counts }];
  expect((await run()).result).toEqual(counts);
});

test("a missing file and a platform that does not run are told in a sentence", async () => {
  const log = () => undefined;
  await expect(importGias({ origin, establishments: "/nowhere.csv", log })).rejects.toThrow(
    "there is no file /nowhere.csv",
  );
  const away = importGias({ origin: "http://127.0.0.1:1", establishments: "/nowhere.csv", log });
  await expect(away).rejects.toThrow('start the platform with "pnpm dev" first');
});
