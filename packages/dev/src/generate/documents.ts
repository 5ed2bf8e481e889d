import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openApiOf } from "@alliance/http/openapi";
import { costInBrief, costPage } from "@alliance/infra/cost";
import { root } from "../synthesize.ts";
import { routesOfContexts, subscribersOfContexts } from "./contexts.ts";
import { asyncApi, eventPage } from "./event-catalogue.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A page that a person wrote, with the part between its marks made anew. */
function withPart(path: string, name: string, part: string): string {
  const pattern = new RegExp(`(<!-- ${name}: .*? -->\\n).*?(<!-- end of ${name} -->)`, "s");
  const page = readFileSync(join(root, path), "utf8");
  if (!pattern.test(page)) throw new Error(`${path} has no part "${name}"`);
  return page.replace(pattern, (_, begin: string, end: string) => `${begin}\n${part}\n\n${end}`);
}

/** Every document made from code, by its path; `pnpm generate` writes them and a test compares them. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const openApi = json(openApiOf(routesOfContexts));
  return new Map([
    ["docs/openapi.json", openApi],
    ["functions/home/public/openapi.json", openApi],
    ["docs/asyncapi.json", json(asyncApi(subscribersOfContexts))],
    ["docs/cost.md", costPage()],
    ["README.md", withPart("README.md", "cost", costInBrief())],
    ["docs/events.md", eventPage(subscribersOfContexts)],
  ]);
}
