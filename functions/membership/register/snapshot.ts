import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import * as z from "zod";

const parts = ["establishments", "links", "trusts", "spells"] as const;

/**
 * The whole register as of one import, each row a line of JSON that begins with its number: `{"urn":"900001",…`. Rows
 * are compared as they are and parsed when somebody asks for them, so that a country fits into little memory.
 */
export type Snapshot = Readonly<Record<(typeof parts)[number], readonly string[]>>;

export const emptySnapshot: Snapshot = { establishments: [], links: [], trusts: [], spells: [] };

// Rows were checked one by one when they were imported, by us; here only the frame is.
const Head = z.object({
  format: z.literal(2),
  ...(Object.fromEntries(parts.map((part) => [part, z.int().min(0)])) as Record<(typeof parts)[number], z.ZodInt>),
});
/** Written until trusts came: one JSON text. */
const FirstFormat = z.object({
  format: z.literal(1),
  establishments: z.array(z.unknown()),
  links: z.array(z.unknown()),
});

/** The number that a line begins with. */
export const numberOf = (line: string): string => line.slice(line.indexOf(":") + 2, line.indexOf('"', 9));

export const linesOf = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row));

/** Lines that we wrote ourselves, as what they were. */
export const parseLine = <Row>(line: string): Row => JSON.parse(line) as Row;

export function encodeSnapshot(snapshot: Snapshot): Promise<Uint8Array> {
  const head = { format: 2, ...Object.fromEntries(parts.map((part) => [part, snapshot[part].length])) };
  const text = [JSON.stringify(head), ...parts.flatMap((part) => snapshot[part])].join("\n");
  return promisify(gzip)(text, { level: 5 });
}

export async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return (await promisify(gunzip)(Buffer.concat(chunks))).toString("utf8");
}

export async function decodeSnapshot(bytes: AsyncIterable<Uint8Array>): Promise<Snapshot> {
  const text = await unzipped(bytes);
  if (text.startsWith('{"format":1')) {
    const { establishments, links } = FirstFormat.parse(JSON.parse(text));
    return { ...emptySnapshot, establishments: linesOf(establishments), links: linesOf(links) };
  }
  const [first = "", ...lines] = text.split("\n");
  const head = Head.parse(JSON.parse(first));
  let at = 0;
  const take = (part: (typeof parts)[number]) => {
    at += head[part];
    return lines.slice(at - head[part], at);
  };
  return {
    establishments: take("establishments"),
    links: take("links"),
    trusts: take("trusts"),
    spells: take("spells"),
  };
}
