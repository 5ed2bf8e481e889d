import type { Span, SpanKind } from "../../contract.ts";
import type { TraceSummary } from "../../timeline.ts";
import { formatDuration, formatTime, plural, readable } from "../format.ts";
import { Page } from "../layout.tsx";
import { layOut, type WaterfallRow } from "../waterfall.ts";

const LABELS: Readonly<Record<string, string>> = {
  request: "Request",
  function: "Function",
  write: "Write",
  stream: "Stream",
  event: "Event",
  queue: "Queue",
  schedule: "Schedule",
  email: "E-mail",
  object: "Object",
  call: "Call",
};
const ORDER = ["request", "schedule", "function", "write", "object", "stream", "event", "queue", "email", "call"];

export interface TimelineProps {
  readonly traces: readonly TraceSummary[];
  readonly errorsOnly: boolean;
  readonly next?: string;
}

export function TimelinePage({ traces, errorsOnly, next }: TimelineProps) {
  return (
    <Page title="Timeline" here="/_local/timeline">
      <h1>Timeline</h1>
      <p class="lead">Each line is one cause and everything that followed from it, newest first.</p>
      <p class="switch">
        <a href="/_local/timeline" aria-current={errorsOnly ? undefined : "true"}>
          All
        </a>
        <a href="/_local/timeline?errors=1" aria-current={errorsOnly ? "true" : undefined}>
          With an error
        </a>
      </p>
      {traces.length === 0 ? (
        <p class="empty">{errorsOnly ? "Nothing failed." : "Nothing has happened yet. Open the app and come back."}</p>
      ) : (
        <ol class="rows">
          {traces.map((trace) => (
            <li>
              <a href={`/_local/timeline/${trace.traceId}`} class={trace.errors > 0 ? "row bad" : "row"}>
                <time class="quiet">{formatTime(trace.startedAt).slice(0, 8)}</time>
                <span class="what">
                  <strong>{readable(trace.name)}</strong>
                  <Kinds kinds={trace.kinds} />
                </span>
                <span class="numbers">
                  {formatDuration(trace.durationMs)}
                  <small>{trace.errors > 0 ? plural(trace.errors, "error") : plural(trace.spans, "step")}</small>
                </span>
              </a>
            </li>
          ))}
        </ol>
      )}
      {next === undefined ? null : (
        <p>
          <a href={next}>Older</a>
        </p>
      )}
    </Page>
  );
}

function Kinds({ kinds }: { kinds: readonly SpanKind[] }) {
  const ordered = [...kinds].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return (
    <span class="kinds">
      {ordered.map((kind) => (
        <span class={`kind ${kind}`}>{LABELS[kind] ?? kind}</span>
      ))}
    </span>
  );
}

export function TracePage({ traceId, spans }: { readonly traceId: string; readonly spans: readonly Span[] }) {
  const { rows, totalMs } = layOut(spans);
  const errors = spans.filter((span) => span.error !== undefined).length;
  const kinds = [...new Set(spans.map((span) => span.kind))];
  return (
    <Page title={spans[0]?.name ?? "Trace"} here="/_local/timeline">
      <p>
        <a href="/_local/timeline">All traces</a>
      </p>
      <h1 class="long">{readable(spans[0]?.name ?? "")}</h1>
      <p class="lead">
        {plural(spans.length, "step")} in {formatDuration(totalMs)}
        {errors > 0 ? <strong class="bad-text">, {plural(errors, "error")}</strong> : ", no error"}. The bars show when
        each step ran.
      </p>
      <Kinds kinds={kinds} />
      <div class="waterfall">
        <p class="scale quiet" aria-hidden="true">
          <span>0</span>
          <span>{formatDuration(totalMs / 2)}</span>
          <span>{formatDuration(totalMs)}</span>
        </p>
        <ol>
          {rows.map((row) => (
            <Step row={row} />
          ))}
        </ol>
      </div>
      <p class="quiet">
        {formatTime(spans[0]?.startedAt ?? 0)} UTC by the machine's clock · <code>{traceId}</code>
      </p>
    </Page>
  );
}

function Step({ row }: { row: WaterfallRow }) {
  const { span } = row;
  return (
    <li class={`step depth-${Math.min(row.depth, 4)}`}>
      <div class="label">
        <span class={`kind ${span.kind}`}>{LABELS[span.kind] ?? span.kind}</span>{" "}
        <span class="name">{readable(span.name)}</span>
        {span.detail === undefined ? null : <Detail detail={span.detail} />}
      </div>
      <div class="bar">
        <svg
          width="100%"
          height="14"
          role="img"
          aria-label={`starts at ${formatDuration(row.offsetMs)}, takes ${formatDuration(span.durationMs)}`}
        >
          <rect class="track" x="0" y="6" width="100%" height="2" />
          <rect
            class={`fill ${span.error === undefined ? span.kind : "failed"}`}
            x={`${row.left}%`}
            y="0"
            width={`${row.width}%`}
            height="14"
            rx="3"
          />
        </svg>
        <span class="numbers">
          {formatDuration(span.durationMs)} <small>at {Math.round(row.offsetMs)} ms</small>
        </span>
      </div>
      {span.error === undefined ? null : <p class="problem">{span.error}</p>}
    </li>
  );
}

function Detail({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  return (
    <details class="more">
      <summary>Details</summary>
      <dl class="facts">
        {Object.entries(detail).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{typeof value === "object" ? <code>{JSON.stringify(value)}</code> : String(value)}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
