import { join } from "node:path";
import { routesFor } from "@alliance/http";
import type { HomeServices } from "./sign-in-routes.ts";
import { serveFile } from "./static-files.ts";

const { raw } = routesFor<HomeServices>();

/** Swagger UI styles its elements in place; nothing else of ours may. */
const docsPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/** Swagger UI's own colours, as dark as is needed to read them. */
const readable = `
.swagger-ui .opblock .opblock-summary-method { color: #0b0c0c; text-shadow: none; }
.swagger-ui .info .title small pre { color: #0b0c0c; }
.swagger-ui .info .url, .swagger-ui .info a { color: #1a65a6; }
.swagger-ui .btn.authorize span { color: #005a30; }
`;

const docsHtml = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>API – The Partnerships Alliance</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<style>${readable}</style></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;

const startScript = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", validatorUrl: null });`;

const html = (body: string) =>
  new Response(body, {
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": docsPolicy },
  });

/** Static files and the API's reference: nothing private, nothing from elsewhere. */
export const fileRoutes = [
  raw({
    method: "GET",
    path: "/assets/:name",
    access: "public",
    summary: "A static file of the pages",
    handle: async ({ params, services }) =>
      serveFile(join(services.publicFolder, "assets"), params.name ?? "", "forever"),
  }),
  raw({
    method: "GET",
    path: "/api/openapi.json",
    access: "public",
    summary: "This description",
    handle: async ({ services }) => serveFile(services.publicFolder, "openapi.json", "an hour"),
  }),
  raw({
    method: "GET",
    path: "/api/docs",
    access: "public",
    summary: "The API's reference for people",
    handle: async () => html(docsHtml),
  }),
  raw({
    method: "GET",
    path: "/api/docs/:name",
    access: "public",
    summary: "A static file of the reference",
    async handle({ params, services }) {
      if (params.name === "start.js") {
        return new Response(startScript, { headers: { "content-type": "text/javascript; charset=utf-8" } });
      }
      return serveFile(join(services.publicFolder, "api-docs"), params.name ?? "", "an hour");
    },
  }),
];
