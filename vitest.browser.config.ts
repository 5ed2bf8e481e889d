import { defineConfig } from "vitest/config";

/** They share one platform of their own, one file after the other; a file tells one story, step by step. */
const onePlatform = {
  globalSetup: ["test/browser/harness/start.ts"],
  execArgv: ["--disable-warning=ExperimentalWarning"],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};
const ofTraining = "test/browser/training/**/*.test.ts";
const all = "test/browser/**/*.test.ts";

// vitest runs what may not run in parallel one after the other; `.ci/run` starts both at once.
export default defineConfig({
  test: {
    projects: [
      { test: { ...onePlatform, name: "training", include: [ofTraining] } },
      { test: { ...onePlatform, name: "everything-else", include: [all], exclude: [ofTraining] } },
    ],
  },
});
