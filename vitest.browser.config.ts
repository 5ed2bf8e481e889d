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

// Side by side: the one waits for pages while the other draws them.
export default defineConfig({
  test: {
    projects: [
      { test: { ...onePlatform, name: "training", include: [ofTraining] } },
      { test: { ...onePlatform, name: "members, staff, finance", include: [all], exclude: [ofTraining] } },
    ],
  },
});
