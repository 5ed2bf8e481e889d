import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addStacks } from "@alliance/infra/app";
import type { ContextDefinition } from "@alliance/infra/context-definition";
import { contexts, platformEntries } from "@alliance/infra/contexts";
import { environmentFor, type Stage } from "@alliance/infra/environments";
import { Template } from "aws-cdk-lib/assertions";
import { App, type Stack } from "aws-cdk-lib/core";

// CDK's own check of the templates takes seconds; `pnpm synth` makes it, over the real code.
process.env.CDK_VALIDATION = "false";

const example = join(import.meta.dirname, "fixtures/example");

/** The real table of contexts with the code of none: templates are the same, and quick to make. */
const withoutCode = contexts.map((context): ContextDefinition => ({ ...context, folder: example }));

const platformWithoutCode = {
  relay: { ...platformEntries.relay, entry: join(example, "relay.ts") },
  secondFactor: { ...platformEntries.secondFactor, entry: join(example, "second-factor.ts") },
};

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

interface Findings {
  readonly pluginName: string;
  readonly violations: readonly unknown[];
  readonly suppressedViolations: readonly { readonly acknowledgedId: string }[];
}

export interface Synthesized {
  readonly app: App;
  readonly stack: (name: string) => Template;
  readonly names: readonly string[];
  /** What cdk-nag found, and what of it was acknowledged. */
  readonly findings: readonly Findings[];
  /** Every resource of a type, as [stack/logicalId, resource]. */
  readonly resources: (type: string) => readonly (readonly [string, Resource])[];
}

const made = new Map<Stage, Promise<Synthesized>>();

/** All templates of a stage without code, and what cdk-nag says of them: made once for all files of a worker, to be read only. */
export function synthesize(stage: Stage): Promise<Synthesized> {
  const present = made.get(stage) ?? synthesizeTable(stage, withoutCode);
  made.set(stage, present);
  return present;
}

/** The same with the real code, which takes longer. */
export const synthesizeWithCode = (stage: Stage): Promise<Synthesized> => synthesizeTable(stage, contexts);

async function synthesizeTable(stage: Stage, table: readonly ContextDefinition[]): Promise<Synthesized> {
  const outdir = join(tmpdir(), `alliance-synth-${process.pid}-${stage}`);
  const app = new App({ analyticsReporting: false, outdir });
  await addStacks(app, environmentFor(stage), table, platformWithoutCode);
  const templates = new Map(
    app.node.children
      .filter((child): child is Stack => "templateFile" in child)
      .map((stack) => [stack.node.id, Template.fromStack(stack)] as const),
  );
  const report = JSON.parse(readFileSync(join(outdir, "validation-report.json"), "utf8")) as {
    pluginReports: Findings[];
  };
  rmSync(outdir, { recursive: true, force: true });
  const stack = (name: string): Template => {
    const template = templates.get(name);
    if (!template) throw new Error(`no stack ${name}`);
    return template;
  };
  return {
    app,
    stack,
    names: [...templates.keys()],
    findings: report.pluginReports,
    resources: (type) =>
      [...templates].flatMap(([name, template]) =>
        Object.entries(template.findResources(type)).map(
          ([id, found]) => [`${name}/${id}`, found as Resource] as const,
        ),
      ),
  };
}
