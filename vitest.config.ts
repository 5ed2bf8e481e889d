import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{infra,functions,packages,test}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "test/browser/**", "cdk.out/**", ".local/**"],
    execArgv: ["--disable-warning=ExperimentalWarning"],
    testTimeout: 30_000,
    // One worker a core (left to itself, vitest keeps one idle), and an import is loaded once a worker, not once a file:
    // half the work, a third of the time. So a file undoes what it changes outside itself, as `onTestFinished` and
    // `afterAll` do; `--sequence.shuffle.files` finds one that does not.
    maxWorkers: "100%",
    isolate: false,
    unstubEnvs: true,
  },
});
