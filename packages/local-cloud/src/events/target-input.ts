import type { RuleTarget } from "./event-properties.ts";

/** An event as rules see it and targets receive it. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
  readonly "replay-name"?: string;
}

/** What a target receives for an event: the event itself unless the rule says otherwise. */
export function targetInput(target: RuleTarget, event: BusEvent, rule: { arn: string; name: string }): unknown {
  if (target.Input !== undefined) return constant(target.Input, event, rule.arn);
  if (target.InputPath !== undefined) return valueAt(event, target.InputPath);
  if (target.InputTransformer === undefined) return event;
  const { InputPathsMap = {}, InputTemplate } = target.InputTransformer;
  const values: Record<string, unknown> = {
    "aws.events.rule-arn": rule.arn,
    "aws.events.rule-name": rule.name,
    "aws.events.event": event,
    "aws.events.event.json": event,
    "aws.events.event.ingestion-time": event.time,
  };
  for (const [name, path] of Object.entries(InputPathsMap)) values[name] = valueAt(event, path);
  return transformed(InputTemplate, values);
}

/** A fixed input, in which a schedule may name its own occurrence; text that is not JSON stays text. */
function constant(input: string, event: BusEvent, arn: string): unknown {
  const filled = input
    .replaceAll("<aws.scheduler.scheduled-time>", event.time)
    .replaceAll("<aws.scheduler.schedule-arn>", arn)
    .replaceAll("<aws.scheduler.execution-id>", event.id);
  return parsed(filled);
}

/** `<name>` inside a JSON string becomes text, outside of one it becomes a JSON value. */
function transformed(template: string, values: Readonly<Record<string, unknown>>): unknown {
  let quoted = false;
  const filled = template.replaceAll(/\\.|"|<([^<>\s]+)>/g, (whole, name: string | undefined) => {
    if (whole === '"') quoted = !quoted;
    if (name === undefined) return whole;
    if (!Object.hasOwn(values, name)) throw new Error(`InputTemplate: <${name}> is not defined.`);
    const value = values[name];
    if (!quoted) return JSON.stringify(value ?? null);
    const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
  return parsed(filled);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An input need not be JSON: a queue may receive plain text.
    return text;
  }
}

/** The part of JSONPath that EventBridge takes: `$`, `.name`, `['name']` and `[0]`; undefined where nothing is. */
function valueAt(event: unknown, path: string): unknown {
  if (!/^\$(\.[\w-]+|\[\d+\]|\['[^']+'\])*$/.test(path)) throw new Error(`The path ${path} is not supported.`);
  let value = event;
  for (const [, name, index, quoted] of path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g)) {
    value = (value as Record<string, unknown> | null | undefined)?.[name ?? index ?? quoted ?? ""];
  }
  return value;
}
