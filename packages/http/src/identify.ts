import { actorOf, readBearer, readCookie, readSession, type Session, sessionCookieName } from "@alliance/auth";
import { type Actor, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import type { WebSettings } from "./settings.ts";

export interface Identified {
  readonly actor: Actor;
  readonly session: Session | undefined;
}

const anonymous: Identified = { actor: { kind: "anonymous" }, session: undefined };

/** Who is asking: a bearer token first, then the session cookie. A bad token is refused, a stale cookie is nobody. */
export async function identify(ctx: Ctx, headers: Headers, settings: WebSettings): Promise<Identified> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new Problem("not-signed-in", "The Authorization header is not a bearer token.");
    const bearer = { issuer: settings.OIDC_ISSUER, clientId: settings.OIDC_CLIENT_ID };
    const { personId, staffRoles } = await readBearer(ctx, bearer, token);
    return { actor: await actorOf(ctx, personId, staffRoles), session: undefined };
  }
  const token = readCookie(headers.get("cookie") ?? undefined, sessionCookieName(settings.PUBLIC_ORIGIN));
  const session = token === undefined ? undefined : await readSession(ctx, token);
  if (session === undefined) return anonymous;
  return { actor: await actorOf(ctx, session.personId, session.staffRoles), session };
}

/** A browser says where a form came from; without that, or from elsewhere, nothing is changed. */
export function refuseForeignOrigin(headers: Headers, settings: WebSettings): void {
  if (headers.has("authorization")) return;
  const origin = headers.get("origin");
  if (origin !== null ? origin === settings.PUBLIC_ORIGIN : headers.get("sec-fetch-site") === "same-origin") return;
  throw new Problem("not-allowed", "This did not come from our own pages, so nothing was changed.");
}
