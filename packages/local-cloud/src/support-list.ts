import type { Module } from "./contract.ts";
import { lambdaModule } from "./lambda/lambda-module.ts";
import { MODULES } from "./modules.ts";
import { SKIPPED_TYPES } from "./skipped-types.ts";

interface ListedType {
  readonly type: string;
  readonly properties: readonly string[];
}

/** Every supported resource type with its properties, and the types left out on purpose, as the README shows them. */
export function supportList(): string {
  // The types of functions do not need a running runtime to be listed.
  const modules: readonly Module[] = [...MODULES, lambdaModule(undefined as never, new Map())];
  const types = (modules.flatMap((module) => module.types) as readonly ListedType[]).toSorted((left, right) =>
    left.type.localeCompare(right.type),
  );
  const skipped = [...SKIPPED_TYPES, ...modules.flatMap((module) => module.skippedTypes ?? [])];
  return [
    "| resource type | properties |",
    "| --- | --- |",
    ...types.map(({ type, properties }) => `| \`${type}\` | ${properties.toSorted().join(", ")} |`),
    "",
    "Left out on purpose, as they are not code:",
    `${[...new Set(skipped)]
      .toSorted()
      .map((type) => `\`${type}\``)
      .join(", ")}.`,
  ].join("\n");
}
