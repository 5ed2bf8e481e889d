import { join } from "node:path";
import { contexts } from "@alliance/infra/contexts";
import { vi } from "vitest";
import * as z from "zod";

export interface MountedRoute {
  readonly context: string;
  /** The function that serves it. */
  readonly entry: string;
  /** As `GET /training/:sessionId`. */
  readonly route: string;
}

const Entry = z.object({
  handler: z.custom<{ readonly routes: readonly { readonly method: string; readonly path: string }[] }>(
    (handler) => typeof handler === "function" && "routes" in handler,
  ),
});

/** Enough for every function to start; nothing is called. */
const environment = {
  ...{ CONTEXT: "test", TABLE_NAME: "alliance", PUBLIC_ORIGIN: "https://alliance.example" },
  ...{ ORIGIN_SECRET: "0123456789abcdef", OIDC_ISSUER: "https://issuer.example", OIDC_CLIENT_ID: "client" },
  ...{ AWS_REGION: "eu-west-2", AWS_ACCESS_KEY_ID: "nobody", AWS_SECRET_ACCESS_KEY: "none", BUCKET_NAME: "files" },
  ...{ STRIPE_API_BASE: "https://stripe.example", STRIPE_SECRET_ARN: "key", STRIPE_WEBHOOK_SECRET_ARN: "webhook" },
};

/** What each function serves that the HTTP API has routes to, said by the function itself as Lambda would load it. */
export async function mountedRoutes(): Promise<readonly MountedRoute[]> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    const served = contexts.flatMap(({ name: context, folder, functions }) =>
      functions
        .filter(({ routes = [] }) => routes.length > 0)
        .map(async ({ entry }) => {
          const { handler } = Entry.parse(await import(join(folder, `${entry}.ts`)));
          return handler.routes.map(({ method, path }) => ({ context, entry, route: `${method} ${path}` }));
        }),
    );
    return (await Promise.all(served)).flat();
  } finally {
    vi.unstubAllEnvs();
  }
}
