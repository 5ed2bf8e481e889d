import { openSession } from "@alliance/auth";
import { createApp } from "./app.ts";
import type { Route } from "./route.ts";

/** Where the browsers of tests are. */
export const testOrigin = "http://localhost:4000";
/** What only the HTTP API knows, and what seals cursors. */
export const testSecret = "0123456789abcdef";

interface Visit<Services> {
  readonly context: string;
  readonly routes: readonly Route<Services>[];
  readonly services: Services;
  /** Signed in; nobody unless given. */
  readonly who?: Parameters<typeof openSession>[1] | undefined;
}
type World = Parameters<typeof openSession>[0] & Pick<Parameters<typeof createApp>[0], "log">;

const formType = "application/x-www-form-urlencoded";

/** A context's web functions over the world of a test, asked as a browser asks them. */
export async function browserOver<Services>(ctx: World, { context, routes, services, who }: Visit<Services>) {
  const settings = {
    ...{ CONTEXT: context, TABLE_NAME: "alliance", PUBLIC_ORIGIN: testOrigin, ORIGIN_SECRET: testSecret },
    ...{ OIDC_ISSUER: "https://issuer.invalid", OIDC_CLIENT_ID: "client" },
  };
  const { table, clock, ids, log } = ctx;
  const app = createApp({ settings, table, clock, ids, log, routes, services });
  const always: Record<string, string> = { "x-origin-secret": testSecret, origin: testOrigin };
  if (who) always.cookie = `session=${await openSession(ctx, who)}`;
  const send = async (path: string, init: RequestInit = {}): Promise<Response> =>
    app.request(`${testOrigin}${path}`, { ...init, headers: { ...always, ...(init.headers as object) } });
  const post = (path: string, body: string, headers: Readonly<Record<string, string>>) =>
    send(path, { method: "POST", headers, body });
  return {
    send,
    get: (path: string) => send(path),
    /** `more`: headers as a page of somebody else could send them. */
    submit: (
      path: string,
      fields: Record<string, string> | [string, string][] | string,
      more: Readonly<Record<string, string>> = {},
    ) => post(path, new URLSearchParams(fields).toString(), { "content-type": formType, ...more }),
    /** A program's request; a text goes as it is. */
    call: (path: string, body: unknown, key: string) =>
      post(path, typeof body === "string" ? body : JSON.stringify(body), {
        ...{ "content-type": "application/json", accept: "application/json", "idempotency-key": key },
      }),
  };
}
