import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { bookingCrowd } from "./booking-crowd.ts";
import { bookingMail } from "./booking-mail.ts";
import { bookings } from "./bookings.ts";
import { keepFigures } from "./budgets-document.ts";
import { bundles } from "./bundles.ts";
import { capacity } from "./capacity.ts";
import { crowd } from "./crowd.ts";
import { entitlement } from "./entitlement.ts";
import type { Figure, Measurement } from "./figure.ts";
import { firstSearch } from "./first-search.ts";
import { freshClone } from "./fresh-clone.ts";
import { invoiceNumbers } from "./invoice-numbers.ts";
import { kills } from "./kills.ts";
import { mailLatency } from "./mail-latency.ts";
import { pages } from "./pages.ts";
import { registerImport } from "./register-import.ts";
import { reminders } from "./reminders.ts";
import { repeats } from "./repeats.ts";
import { schedules } from "./schedules.ts";
import { writeThroughput } from "./write-throughput.ts";

const measurements: readonly Measurement[] = [
  freshClone,
  mailLatency,
  pages,
  registerImport,
  firstSearch,
  bundles,
  capacity,
  repeats,
  crowd,
  invoiceNumbers,
  entitlement,
  reminders,
  bookings,
  schedules,
  bookingCrowd,
  bookingMail,
  kills,
  writeThroughput,
];
const names = measurements.map(({ name }) => name);

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function chosen(only: string | undefined): readonly Measurement[] {
  const wanted = only?.split(",") ?? names;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new RangeError(`there is no measurement "${unknown}": ${names.join(", ")}`);
  return measurements.filter(({ name }) => wanted.includes(name));
}

/** A measurement that breaks is a figure too: not met, with the reason. */
async function figuresOf({ name, run }: Measurement, quick: boolean): Promise<readonly Figure[]> {
  tell(`${name} …`);
  try {
    return await run({ quick, tell: (line) => tell(`  ${line}`) });
  } catch (error) {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    const measured = `could not be measured: ${(error as Error).message}`;
    return [{ id: `${name}-failed`, figure: name, target: "is measured", measured, met: false }];
  }
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${gigabytes} GB, Node ${process.version}`;
}

const { values } = parseArgs({ options: { only: { type: "string" }, quick: { type: "boolean", default: false } } });
let isMissed = false;
for (const measurement of chosen(values.only)) {
  const circumstances = {
    on: new Date().toISOString().slice(0, 10),
    machine: machine(),
    loadBefore: loadavg()[0] ?? 0,
  };
  const figures = await figuresOf(measurement, values.quick);
  for (const { figure, target, measured, met } of figures) {
    tell(`  ${met === false ? "NOT MET" : met ? "met    " : "       "} ${figure}: ${measured} [${target}]`);
    isMissed ||= met === false;
  }
  if (!values.quick) keepFigures({ ...circumstances, measurement: measurement.name, figures }, names);
}
if (isMissed) process.exitCode = 1;
