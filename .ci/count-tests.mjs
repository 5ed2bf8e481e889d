// Sums vitest's JSON reports into the last line of the run. A step or report that failed counts as one failure.
import { readFileSync } from "node:fs";

const [failedSteps = "0", ...reports] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

for (const file of reports) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    process.stdout.write(`no report: ${file}\n`);
    total.failed += 1;
    continue;
  }
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  // A file that does not even load holds no failed test.
  if (report.numFailedTests === 0 && !report.success) total.failed += 1;
}
if (total.failed === 0) total.failed = Number(failedSteps);

process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
