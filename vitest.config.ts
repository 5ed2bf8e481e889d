import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{infra,functions,packages,test}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "test/browser/**", "cdk.out/**", ".local/**"],
    execArgv: ["--disable-warning=ExperimentalWarning"],
    testTimeout: 30_000,
  },
});
