import type { Log, LogFields } from "@alliance/core";

type Write = (line: string) => void;

const toStandardOutput: Write = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Structured lines on standard output, tagged with the context's name; ids only, never payloads. */
export const createLog = (context: string, write: Write = toStandardOutput): Log =>
  logWith({ service: context }, write);

function logWith(always: LogFields, write: Write): Log {
  const at = (level: string) => (message: string, fields?: LogFields) => {
    const line = { level, message, timestamp: new Date().toISOString(), ...always, ...trace() };
    write(lineOf(line, fields));
  };
  return {
    info: at("INFO"),
    warn: at("WARN"),
    error: at("ERROR"),
    child: (fields) => logWith({ ...always, ...fields }, write),
  };
}

/** Never throws: a field that JSON cannot hold costs the fields, not the request that logs them. */
function lineOf(line: LogFields, fields: LogFields | undefined): string {
  try {
    return JSON.stringify({ ...line, ...fields }, readable);
  } catch (error) {
    return JSON.stringify({ ...line, unloggable: String(error) });
  }
}

/** Lambda keeps the trace of the request in the environment: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…". */
function trace(): LogFields {
  const root = /Root=([\w-]+)/.exec(process.env._X_AMZN_TRACE_ID ?? "")?.[1];
  return root === undefined ? {} : { xray_trace_id: root };
}

/** JSON.stringify alone leaves out what an error says, and throws at a bigint. */
function readable(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { ...value, name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
