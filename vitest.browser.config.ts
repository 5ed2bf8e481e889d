import { defineConfig } from "vitest/config";

/** They share one platform of their own, one file after the other; a file tells one story, step by step. */
const onePlatform = {
  globalSetup: ["test/browser/harness/start.ts"],
  execArgv: ["--disable-warning=ExperimentalWarning"],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};
const training = "test/browser/training/**/*.test.ts";
const pages = "test/browser/every-page.test.ts";

// vitest runs what may not run in parallel one after the other; `.ci/run` starts all three at once.
export default defineConfig({
  test: {
    projects: [
      { test: { ...onePlatform, name: "training", include: [training] } },
      { test: { ...onePlatform, name: "pages", include: [pages] } },
      {
        test: { ...onePlatform, name: "journeys", include: ["test/browser/**/*.test.ts"], exclude: [training, pages] },
      },
    ],
  },
});
