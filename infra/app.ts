import { join } from "node:path";
import { App } from "aws-cdk-lib/core";
import { bundleEntries, bundleFolder, discardBundles } from "./constructs/bundle.ts";
import type { ContextDefinition } from "./context-definition.ts";
import { ContextStack } from "./context-stack.ts";
import { allEntries, contexts, type PlatformEntries, platformEntries } from "./contexts.ts";
import { EdgeStack } from "./edge-stack.ts";
import { type Environment, environmentFor } from "./environments.ts";
import { checkWithNag } from "./nag.ts";
import { OperationsStack } from "./operations-stack.ts";
import { PlatformStack } from "./platform-stack.ts";

/** The event types that each function of a context reacts to, from the very list that it reads itself. */
export async function subscribedTypes({
  folder,
  functions,
}: ContextDefinition): Promise<Map<string, readonly string[]>> {
  const types = new Map<string, readonly string[]>();
  for (const { entry, consumes } of functions) {
    if (!consumes) continue;
    const { subscribers } = (await import(join(folder, `${consumes.subscribers}.ts`))) as {
      subscribers: readonly { type: string }[];
    };
    types.set(entry, [...new Set(subscribers.map(({ type }) => type))].sort());
  }
  return types;
}

/** The whole system: what keeps things, what reacts to them, what the operator sees, what the world reaches. */
export async function addStacks(
  app: App,
  settings: Environment,
  table = contexts,
  code: PlatformEntries = platformEntries,
): Promise<void> {
  await bundleEntries(
    allEntries(table, code).map((each) => ({ ...each, outFolder: bundleFolder(each.context, each.name) })),
  );
  const env = { region: settings.region, ...(settings.account ? { account: settings.account } : {}) };
  const platform = new PlatformStack(app, "Platform", { settings, env, entries: code });
  const stacks: ContextStack[] = [];
  for (const context of table) {
    const id = context.name.charAt(0).toUpperCase() + context.name.slice(1);
    stacks.push(new ContextStack(app, id, { platform, context, eventTypes: await subscribedTypes(context), env }));
  }
  new OperationsStack(app, "Operations", { platform, contexts: stacks, env });
  new EdgeStack(app, "Edge", { settings, env: { ...env, region: "us-east-1" } });
  discardBundles();
  // `dev` starts the template that `synth` and CI have checked.
  if (app.node.tryGetContext("checks") !== "none") checkWithNag(app);
}

if (import.meta.main) {
  const app = new App({ analyticsReporting: false });
  await addStacks(app, environmentFor(app.node.tryGetContext("stage") ?? "dev"));
  app.synth();
}
