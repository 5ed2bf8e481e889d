import type { IncomingMessage, ServerResponse } from "node:http";
import { createLocalJWKSet, type JWK, jwtVerify } from "jose";
import { PAGE_HEADERS, render } from "../console/layout.tsx";
import { isCrossSite } from "../console/request-check.ts";
import type { Cloud, PublicListener } from "../contract.ts";
import { claimsOf, newPerson } from "./accounts.ts";
import type { Issuer } from "./issuer.ts";
import { createOidcAdapter } from "./oidc-adapter.ts";
import { SignInGonePage, SignInPage, type SignInPageProps } from "./sign-in-page.tsx";

const MAX_FORM_BYTES = 64_000;

/** Serves everything under `<publicOrigin>/_local/oidc/<pool id>/`. */
export function issuerListener(cloud: Cloud, issuer: Issuer): PublicListener {
  const prefix = new URL(issuer.url).pathname;
  const provider = issuer.provider.callback();
  return (request, response) => {
    const url = new URL(request.url ?? "/", cloud.publicOrigin);
    const path = url.pathname.slice(prefix.length);
    const own = ownRoute(cloud, issuer, path, url);
    if (own !== undefined) {
      own(request, response).catch((error: unknown) => fail(response, error));
      return;
    }
    // The provider sees itself at the root, and finds its mount point by the difference.
    Object.assign(request, { originalUrl: request.url, url: (request.url ?? "/").slice(prefix.length) });
    provider(request, response).catch((error: unknown) => fail(response, error));
  };
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function ownRoute(cloud: Cloud, issuer: Issuer, path: string, url: URL): Route | undefined {
  if (path.startsWith("/sign-in/")) return (request, response) => signIn(cloud, issuer, request, response);
  if (path === "/oauth2/userInfo") return (request, response) => userInfo(issuer, request, response);
  // Cognito's own kind of sign-out; without `logout_uri` it is OpenID's, which the provider does.
  if (path === "/logout" && url.searchParams.has("logout_uri")) {
    return (request, response) => signOut(cloud, issuer, url, request, response);
  }
  return undefined;
}

async function signIn(cloud: Cloud, issuer: Issuer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const interaction = await issuer.provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction === undefined) {
    return send(response, 400, await render(SignInGonePage({ publicOrigin: cloud.publicOrigin })));
  }
  const page: SignInPageProps = {
    action: new URL(request.url ?? "/", cloud.publicOrigin).pathname,
    clientName:
      issuer.clients.find((client) => client.ref === interaction.params.client_id)?.properties.ClientName ??
      "this site",
    personas: issuer.accounts.personas(),
    groups: issuer.groups,
  };
  if (request.method !== "POST") return send(response, 200, await render(SignInPage(page)));
  const header = (name: string) => request.headers[name] as string | undefined;
  if (isCrossSite(header, cloud.publicOrigin)) return send(response, 403, "This form was sent by another site.");
  const form = await readForm(request);
  const chosen = chooseAccount(issuer, form);
  if ("errors" in chosen) {
    const given = { email: form.get("email") ?? "", name: form.get("name") ?? "" };
    return send(response, 422, await render(SignInPage({ ...page, errors: chosen.errors, given })));
  }
  await issuer.provider.interactionFinished(request, response, { login: { accountId: chosen.sub } });
}

function chooseAccount(issuer: Issuer, form: URLSearchParams): { sub: string } | { errors: string[] } {
  const name = form.get("persona");
  if (name !== null) {
    return issuer.accounts.byPersona(name) ?? { errors: [`There is no persona "${name}".`] };
  }
  const secondFactor = !form.has("withoutSecondFactor");
  const person = newPerson.safeParse({ ...Object.fromEntries(form), groups: form.getAll("groups"), secondFactor });
  if (!person.success) return { errors: person.error.issues.map((issue) => issue.message) };
  const unknown = person.data.groups.find((group) => !issuer.groups.includes(group));
  if (unknown !== undefined) return { errors: [`The user pool has no group "${unknown}".`] };
  return issuer.accounts.signUp(person.data);
}

/** Ends the provider's session and goes to a registered `logout_uri`, as Cognito's `/logout` does. */
async function signOut(
  cloud: Cloud,
  issuer: Issuer,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const client = issuer.clients.find((candidate) => candidate.ref === url.searchParams.get("client_id"));
  const target = url.searchParams.get("logout_uri") ?? "";
  if (client === undefined) return send(response, 400, "client_id is not a client of this user pool.");
  if (!client.properties.LogoutURLs?.includes(target)) {
    return send(response, 400, "logout_uri is not among the client's LogoutURLs.");
  }
  const name = issuer.provider.cookieName("session");
  const session = new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
  if (session !== undefined) await createOidcAdapter(cloud.state, issuer.pool.ref, "Session").destroy(session);
  const path = new URL(issuer.url).pathname;
  response
    .writeHead(302, { location: target, "set-cookie": `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax` })
    .end();
}

/** The provider's own endpoint takes opaque tokens only; Cognito's takes the very access token APIs do. */
async function userInfo(issuer: Issuer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const publicKeys = issuer.jwks.keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }) as JWK);
  const verified = await jwtVerify(token, createLocalJWKSet({ keys: publicKeys }), {
    issuer: issuer.url,
    algorithms: ["RS256"],
  }).catch(() => undefined);
  const { token_use: use, sub, scope } = verified?.payload ?? {};
  const account = use === "access" ? issuer.accounts.bySub(String(sub)) : undefined;
  if (account === undefined || !String(scope).split(" ").includes("openid")) {
    const headers = { "content-type": "application/json", "www-authenticate": 'Bearer error="invalid_token"' };
    response.writeHead(401, headers).end(JSON.stringify({ error: "invalid_token" }));
    return;
  }
  const { "cognito:groups": _groups, "cognito:username": username, ...claims } = claimsOf(account);
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  response.writeHead(200, headers).end(JSON.stringify({ ...claims, email_verified: "true", username }));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) throw new Error("The form is too large.");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function send(response: ServerResponse, status: number, body: string): void {
  const isPage = body.startsWith("<!doctype");
  response
    .writeHead(status, { ...PAGE_HEADERS, ...(isPage ? {} : { "content-type": "text/plain; charset=utf-8" }) })
    .end(body);
}

function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(`sign-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else send(response, 500, "The local sign-in failed; the terminal says why.");
}
