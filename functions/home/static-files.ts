import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { Problem } from "@alliance/core";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Names we serve, and no path: a flat folder has nothing above it to climb to. */
const fileName = /^[\w-]+(\.[\w-]+)*\.(css|js|json|png|svg|woff2)$/;

/** A file of the function's `public` folder. Names with a content hash never change and are kept for a year. */
export async function serveFile(folder: string, name: string, cache: "forever" | "an hour"): Promise<Response> {
  const notThere = () => new Problem("not-found", "There is no file of that name.");
  if (!fileName.test(name)) throw notThere();
  const bytes = await readFile(join(folder, name)).catch(() => {
    throw notThere();
  });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "cache-control": cache === "forever" ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    },
  });
}
