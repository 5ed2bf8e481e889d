import { openApiOf } from "@alliance/http/openapi";
import { costPage } from "@alliance/infra/cost";
import { routesOfContexts, subscribersOfContexts } from "./contexts.ts";
import { asyncApi, eventPage } from "./event-catalogue.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every document made from code, by its path; `pnpm generate` writes them and a test compares them. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const openApi = json(openApiOf(routesOfContexts));
  return new Map([
    ["docs/openapi.json", openApi],
    ["functions/home/public/openapi.json", openApi],
    ["docs/asyncapi.json", json(asyncApi(subscribersOfContexts))],
    ["docs/cost.md", costPage()],
    ["docs/events.md", eventPage(subscribersOfContexts)],
  ]);
}
