import { permissions } from "@alliance/auth";
import { problemCodes } from "@alliance/core";
import * as z from "zod";
import { statusOf, titleOf } from "./reply.ts";
import type { ApiRoute, RawRoute, Route } from "./route.ts";

type Json = Record<string, unknown>;
type ApiLike = ApiRoute | RawRoute;

const jsonSchema = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return rest;
};

const problemReference = { $ref: "#/components/responses/Problem" };

const parameters = (schema: unknown, place: "path" | "query"): Json[] => {
  if (!(schema instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: each,
  }));
};

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "The same key and body again gets the first answer; the same key with another body is refused.",
  schema: { type: "string", pattern: "^[\\w-]{8,100}$" },
};

function whoMay(route: ApiLike): string {
  if (route.access === "public") return "Open to everyone.";
  return `Needs \`${route.access}\`: ${permissions[route.access].join(", ")}.`;
}

function operation(route: ApiLike, tag: string): Json {
  const api = route.kind === "api" ? route : undefined;
  const body = api?.body instanceof z.ZodType ? api.body : undefined;
  const reply = api?.reply;
  const content =
    reply && reply.status !== 204 ? { "application/json": { schema: jsonSchema(reply.schema, "output") } } : undefined;
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary: route.summary,
    description: whoMay(route),
    security: route.access === "public" ? [] : [{ bearer: [] }],
    parameters: [
      ...parameters(api?.params, "path"),
      ...(api
        ? []
        : [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
            name,
            in: "path",
            required: true,
            schema: { type: "string" },
          }))),
      ...parameters(api?.query, "query"),
      ...(api?.idempotent ? [idempotencyKey] : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(body, "input") } } } }
      : {}),
    responses: {
      [reply?.status ?? 200]: { description: reply?.description ?? route.summary, ...(content ? { content } : {}) },
      "4XX": problemReference,
      "5XX": problemReference,
    },
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What happened and what to do now. A fault of ours carries none." },
    instance: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", properties: { pointer: { type: "string" }, detail: { type: "string" } } },
    },
  },
};

const refusals = problemCodes.map((code) => `| \`${code}\` | ${statusOf[code]} | ${titleOf(code)} |`).join("\n");

/** OpenAPI 3.1 of every `/api` route, from the tables that the functions themselves run. Sorted, so it can be compared. */
export function openApiOf(
  contexts: readonly { readonly name: string; readonly routes: readonly Route<never>[] }[],
): Json {
  const paths: Record<string, Json> = {};
  for (const { name, routes } of contexts) {
    for (const route of routes as readonly Route<unknown>[]) {
      if (route.kind === "page" || !route.path.startsWith("/api/")) continue;
      const path = route.path.replace(/:(\w+)/g, "{$1}");
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route as ApiLike, name) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "The Partnerships Alliance",
      version: "1",
      description: `Everything the pages do. Refusals are \`application/problem+json\` (RFC 9457):\n\n| code | status | meaning |\n|---|---|---|\n${refusals}`,
    },
    servers: [{ url: "/" }],
    tags: contexts.map(({ name }) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      responses: {
        Problem: {
          description: "A refusal, or a fault of ours",
          content: { "application/problem+json": { schema: problemSchema } },
        },
      },
    },
  };
}
