import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/harness/start.ts"],
    execArgv: ["--disable-warning=ExperimentalWarning"],
    // They share one platform; a file tells one story, step by step.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
