import { expect, it } from "vitest";
import { readOptions, Unusable } from "./options.ts";

it("takes port, data folder, fresh and seed, each with a default", () => {
  expect(readOptions([])).toEqual({ port: 4000, data: ".local", fresh: false, seed: "demo" });
  const given = ["--port", "4400", "--data", "there", "--fresh", "--seed", "national"];
  expect(readOptions(given)).toEqual({ port: 4400, data: "there", fresh: true, seed: "national" });
});

it("tells what is wrong in one line that names the option", () => {
  const saying = (...args: string[]): string => {
    try {
      return `accepted ${JSON.stringify(readOptions(args))}`;
    } catch (error) {
      return error instanceof Unusable ? error.message : "another error";
    }
  };
  for (const port of ["abc", "0", "-1", "1.5", "70000", ""]) {
    expect(saying(`--port=${port}`)).toBe("--port is a whole number from 1 to 65533");
  }
  expect(saying("--data", "")).toBe("--data is a folder");
  expect(saying("--seed", "lots")).toBe("--seed is none, demo or national");
  expect(saying("--sed", "demo")).toContain("--sed");
  expect(saying("extra")).toContain("extra");
});
