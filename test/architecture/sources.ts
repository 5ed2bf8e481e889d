import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Source {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports, as written. */
  readonly imports: readonly string[];
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^"'`;]*?from\s+"([^"]+)"|(?:^|\n)\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/g;

/** Every TypeScript file of ours, without what is generated or installed. */
export function sources(pattern = "{infra,functions,packages,test}/**/*.{ts,tsx}"): Source[] {
  const exclude = (path: string): boolean => path.includes("node_modules");
  return globSync(pattern, { cwd: root, exclude })
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const imports = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
      return { path, text, imports };
    });
}

export const isTest = ({ path }: Source): boolean =>
  /\.(test|contract)\.tsx?$|\/(test-world|testing|capacity)[^/]*\.tsx?$/.test(path);
