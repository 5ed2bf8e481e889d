import type { AttachmentContent } from "./mailbox.ts";

/** What a raw message says, as far as a reader shows it. */
export interface ParsedMessage {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly html?: string;
  readonly text?: string;
  readonly attachments: readonly AttachmentContent[];
}

interface Part {
  readonly headers: ParsedMessage["headers"];
  readonly body: Buffer;
}

/** Reads an RFC 5322 message with its MIME parts; throws when it has no header. */
export function parseMessage(raw: Buffer): ParsedMessage {
  const root = splitPart(raw);
  if (root.headers.length === 0) throw new Error("The raw message has no header.");
  const found: { html?: string; text?: string; attachments: AttachmentContent[] } = { attachments: [] };
  collect(root, found, 0);
  return { headers: root.headers, ...found };
}

export function headerOf(headers: ParsedMessage["headers"], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** The mailboxes of an address header; a comma within quotes or brackets does not separate. */
export function splitMailboxes(value: string): string[] {
  return (value.match(/(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+/g) ?? []).map((text) => text.trim()).filter(Boolean);
}

function collect(part: Part, found: { html?: string; text?: string; attachments: AttachmentContent[] }, depth: number) {
  const type = parameters(headerOf(part.headers, "content-type") ?? "text/plain");
  const boundary = type.options.boundary;
  if (type.value.startsWith("multipart/") && boundary !== undefined && depth < 10) {
    for (const inner of splitParts(part.body, boundary)) collect(splitPart(inner), found, depth + 1);
    return;
  }
  const content = decodeBody(part);
  const disposition = parameters(headerOf(part.headers, "content-disposition") ?? "");
  const fileName = disposition.options.filename ?? type.options.name;
  const isBody = disposition.value !== "attachment" && fileName === undefined;
  if (isBody && type.value === "text/html") found.html ??= decodeText(content, type.options.charset);
  else if (isBody && type.value === "text/plain") found.text ??= decodeText(content, type.options.charset);
  else {
    const contentId = headerOf(part.headers, "content-id")?.replace(/^<|>$/g, "");
    found.attachments.push({
      fileName: decodeWords(fileName ?? "attachment"),
      contentType: type.value,
      sizeBytes: content.length,
      content,
      ...(contentId === undefined ? {} : { contentId }),
    });
  }
}

function splitPart(raw: Buffer): Part {
  const text = raw.toString("latin1");
  const gap = /\r?\n\r?\n/.exec(text);
  const head = gap === null ? text : text.slice(0, gap.index);
  const body = gap === null ? Buffer.alloc(0) : raw.subarray(gap.index + gap[0].length);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(":");
    if (colon < 1) return [];
    const value = Buffer.from(line.slice(colon + 1).trim(), "latin1").toString("utf8");
    return [{ name: line.slice(0, colon).trim(), value: decodeWords(value) }];
  });
  return { headers, body };
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const lines = `\n${body.toString("latin1")}`.split(`\n--${boundary}`);
  const parts = lines.map((part, index) => (index === lines.length - 1 ? part : part.replace(/\r$/, "")));
  const inner: Buffer[] = [];
  for (const part of parts.slice(1)) {
    if (part.startsWith("--")) break;
    inner.push(Buffer.from(part.replace(/^[ \t]*\r?\n/, ""), "latin1"));
  }
  return inner;
}

function decodeBody(part: Part): Buffer {
  const encoding = headerOf(part.headers, "content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(part.body.toString("latin1"), "base64");
  if (encoding === "quoted-printable") return decodeQuotedPrintable(part.body.toString("latin1"));
  return part.body;
}

function decodeQuotedPrintable(text: string): Buffer {
  const unfolded = text.replace(/=[ \t]*\r?\n/g, "");
  return Buffer.from(
    unfolded.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

/** RFC 2047 encoded words, e.g. `=?UTF-8?B?…?=`. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, "$1$2")
    .replace(/=\?([^?]+)\?([BbQq])\?([^?]*)\?=/g, (_, charset: string, encoding: string, data: string) => {
      const isBase64 = encoding.toLowerCase() === "b";
      const decoded = isBase64 ? Buffer.from(data, "base64") : decodeQuotedPrintable(data.replaceAll("_", " "));
      return decodeText(decoded, charset);
    });
}

function decodeText(content: Buffer, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return content.toString("utf8");
  }
}

function parameters(header: string): { value: string; options: Record<string, string> } {
  const [value = "", ...rest] = header.match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? [];
  const options: Record<string, string> = {};
  for (const parameter of rest) {
    const equals = parameter.indexOf("=");
    if (equals < 0) continue;
    const name = parameter.slice(0, equals).trim().toLowerCase();
    const text = parameter
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/s, "$1")
      .replace(/\\(.)/g, "$1");
    const encoded = name.endsWith("*") ? /^[^']*'[^']*'(.*)$/.exec(text)?.[1] : undefined;
    options[name.replace(/\*$/, "")] = encoded === undefined ? text : decodeURIComponent(encoded);
  }
  return { value: value.trim().toLowerCase(), options };
}
