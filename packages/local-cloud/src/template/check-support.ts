import type { StackTemplate } from "../assembly.ts";
import type { ResourceType } from "../contract.ts";
import { Refusal } from "../refusal.ts";

/** Refuses, all at once and by name, each resource type and property that no module knows. */
export function refuseUnsupported(
  stacks: readonly StackTemplate[],
  types: ReadonlyMap<string, ResourceType>,
  skippedTypes: ReadonlySet<string>,
): void {
  const refused = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).flatMap(([logicalId, resource]) => {
      const where = `${stack.name}.${logicalId}`;
      if (skippedTypes.has(resource.Type)) {
        return [];
      }
      const type = types.get(resource.Type);
      if (type === undefined) {
        return [`${where}: resource type ${resource.Type}`];
      }
      return Object.keys(resource.Properties ?? {})
        .filter((property) => !type.properties.includes(property))
        .map((property) => `${where}: property ${property} of ${resource.Type}`);
    }),
  );
  if (refused.length > 0) {
    throw new Refusal(`the local cloud does not support:\n  ${refused.join("\n  ")}`);
  }
}

/** The resources that are known and left out on purpose, counted by type. */
export function skippedCounts(
  stacks: readonly StackTemplate[],
  skippedTypes: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stack of stacks) {
    for (const { Type } of Object.values(stack.template.Resources)) {
      if (skippedTypes.has(Type)) {
        counts.set(Type, (counts.get(Type) ?? 0) + 1);
      }
    }
  }
  return counts;
}
