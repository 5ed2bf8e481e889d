import { openAsBlob } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as z from "zod";

/** A sentence for whoever ran the command, without a stack. */
export class ImportFailed extends Error {
  override readonly name = "ImportFailed";
}

const Upload = z.object({ importId: z.string(), establishments: z.url(), links: z.url(), groups: z.url() });
const Counts = z.object({
  rows: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  kept: z.number(),
  links: z.number(),
  trusts: z.number().optional(),
  joined: z.number().optional(),
  left: z.number().optional(),
});
const Import = z.object({
  status: z.enum(["requested", "running", "imported", "refused"]),
  rowsRead: z.number().optional(),
  counts: Counts.optional(),
  error: z.object({ line: z.number(), column: z.string(), reason: z.string() }).optional(),
});
export type ImportCounts = z.infer<typeof Counts>;

export interface ImportOptions {
  /** Of the running platform: "http://localhost:4000". */
  readonly origin: string;
  /** Paths of files in the register's own format. */
  readonly establishments: string;
  readonly links?: string | undefined;
  readonly groups?: string | undefined;
  /** Told one line a step. */
  readonly log: (line: string) => void;
  readonly timeoutSeconds?: number;
}

type Call = <S extends z.ZodType>(method: string, path: string, schema: S, body?: unknown) => Promise<z.infer<S>>;

/** Sends the register's files to a running platform and waits until they are read. Throws ImportFailed when refused. */
export async function importGias(options: ImportOptions): Promise<ImportCounts> {
  const { origin, log } = options;
  const call = await signedInAsStaff(origin);
  const upload = await call("POST", "/api/membership/register-uploads", Upload, {});
  await send(upload.establishments, options.establishments, log);
  if (options.links) await send(upload.links, options.links, log);
  if (options.groups) await send(upload.groups, options.groups, log);
  const { importId } = upload;
  await call("POST", "/api/membership/register-imports", Import, { importId });
  return waitFor(() => call("GET", `/api/membership/register-imports/${importId}`, Import), options);
}

async function signedInAsStaff(origin: string): Promise<Call> {
  const reply = await fetch(`${origin}/_local/token?persona=staff`).catch((cause: unknown) => {
    throw new ImportFailed(`nothing answers on ${origin}: start the platform with "pnpm dev" first`, { cause });
  });
  if (!reply.ok) throw new ImportFailed(`${origin} gave no token for the persona "staff" (${reply.status})`);
  const headers = { authorization: `Bearer ${(await reply.text()).trim()}`, "content-type": "application/json" };
  return async (method, path, schema, body) => {
    const keyed = method === "POST" ? { ...headers, "idempotency-key": crypto.randomUUID() } : headers;
    const init = { method, headers: keyed, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await patiently(() => fetch(`${origin}${path}`, init));
    const text = await answer.text();
    if (!answer.ok) throw new ImportFailed(`${method} ${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
}

/** A machine with much to do answers 5xx now and then; each request here may be sent again. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.status < 500 || attempt === 5) return answer;
    await answer.body?.cancel();
    await delay(attempt * 500);
  }
}

async function send(url: string, path: string, log: ImportOptions["log"]): Promise<void> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw new ImportFailed(`there is no file ${path}`);
  const reply = await fetch(url, { method: "PUT", body: await openAsBlob(path) });
  if (!reply.ok) throw new ImportFailed(`${path} could not be uploaded (${reply.status}): ${await reply.text()}`);
  log(`${path}: ${(file.size / 1e6).toFixed(1)} MB sent`);
}

/** Looks until the import has ended, and says now and then that it still runs. */
async function waitFor(
  look: () => Promise<z.infer<typeof Import>>,
  { log, timeoutSeconds = 300 }: ImportOptions,
): Promise<ImportCounts> {
  const began = performance.now();
  for (let looks = 1; ; looks++) {
    const { status, rowsRead, counts, error } = await look();
    const seconds = (performance.now() - began) / 1000;
    if (status === "imported" && counts) {
      log(`imported in ${seconds.toFixed(1)} s: ${told(counts)}`);
      return counts;
    }
    if (status === "refused") throw new ImportFailed(`the file was refused whole: ${refusalOf(error)}`);
    if (seconds > timeoutSeconds) throw new ImportFailed(`still ${status} after ${timeoutSeconds} s: look at /_local/`);
    if (looks % 20 === 0) log(`${rowsRead ? `${rowsRead} rows read` : status} … ${seconds.toFixed(0)} s`);
    await delay(looks < 20 ? 100 : 250);
  }
}

function told({ rows, added, changed, unchanged, kept, links, trusts, joined, left }: ImportCounts): string {
  const schools = `${rows} rows, ${added} added, ${changed} changed, ${unchanged} unchanged, ${kept} kept, ${links} links`;
  return trusts === undefined ? schools : `${schools}, ${trusts} trusts: ${joined} schools joined one, ${left} left`;
}

const refusalOf = (error: z.infer<typeof Import>["error"]): string =>
  error && error.line > 0
    ? `line ${error.line}, column "${error.column}": ${error.reason}`
    : (error?.reason ?? "no reason");

const usage = "usage: pnpm import:gias <establishments.csv> [<links.csv>] [<groups.csv>] [--port N]";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: "string" } } });
  const [establishments, links, groups, ...more] = positionals;
  const port = Number(values.port ?? "4000");
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  if (establishments === undefined || more.length > 0 || !isPort) throw new ImportFailed(usage);
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  await importGias({ origin: `http://localhost:${port}`, establishments, links, groups, log });
}

const isCommand = async (): Promise<boolean> =>
  process.argv[1] !== undefined && pathToFileURL(await realpath(process.argv[1])).href === import.meta.url;

if (await isCommand()) {
  await main().catch((error: unknown) => {
    const isKnown = error instanceof ImportFailed || (error instanceof TypeError && "code" in error);
    process.stderr.write(`import:gias: ${isKnown ? error.message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  });
}
