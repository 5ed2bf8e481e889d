import { formatBytes, formatInstant } from "../format.ts";
import { Page } from "../layout.tsx";

export interface LogFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly changedAt: number;
}

export function LogsPage({ logs }: { readonly logs: readonly LogFile[] }) {
  return (
    <Page title="Logs" here="/_local/logs">
      <h1>Logs</h1>
      {logs.length === 0 ? <p class="empty">No function has written anything yet.</p> : null}
      <ol class="rows">
        {logs.map((log) => (
          <li>
            <a href={`/_local/logs/${encodeURIComponent(log.name)}`} class="row">
              <time class="quiet">{formatInstant(log.changedAt)}</time>
              <span class="what">
                <strong>{log.name}</strong>
              </span>
              <span class="numbers">{formatBytes(log.sizeBytes)}</span>
            </a>
          </li>
        ))}
      </ol>
    </Page>
  );
}

export function LogPage({ name, lines }: { readonly name: string; readonly lines: readonly string[] }) {
  return (
    <Page title={name} here="/_local/logs">
      <p>
        <a href="/_local/logs">All logs</a>
      </p>
      <h1 class="long">{name}</h1>
      <p class="quiet">The newest lines are at the top.</p>
      <ol class="log">
        {lines.map((line) => (
          <li>
            <LogLine line={line} />
          </li>
        ))}
      </ol>
    </Page>
  );
}

/** A structured line shows its level and message first. */
function LogLine({ line }: { line: string }) {
  const entry = parse(line);
  if (entry === undefined) return <code>{line}</code>;
  const { level, message, timestamp, ...rest } = entry;
  const kind = /error|critical|fatal/i.test(String(level)) ? "failed" : "plain-kind";
  return (
    <details class="more">
      <summary>
        <span class={`kind ${kind}`}>{String(level)}</span> {String(message)}{" "}
        <span class="quiet">{timestamp === undefined ? "" : String(timestamp).slice(11, 23)}</span>
      </summary>
      <pre>{JSON.stringify(rest, undefined, 2)}</pre>
    </details>
  );
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    const isEntry = typeof parsed === "object" && parsed !== null && "message" in parsed && "level" in parsed;
    return isEntry ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
