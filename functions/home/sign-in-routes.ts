import { randomBytes } from "node:crypto";
import { closeSession, cookieAttributes, readCookie, sessionCookieName } from "@alliance/auth";
import type { OidcProvider } from "@alliance/auth/oidc";
import { idOf, isProblem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { signInFailedPage } from "./pages/sign-in-failed.tsx";
import { signedOutPage, signingOutPage } from "./pages/signed-out.tsx";
import { whoPage } from "./pages/who-are-you.tsx";
import { OwnPath } from "./schema.ts";
import { beginSignIn } from "./use-cases/begin-sign-in.ts";
import { choosePerson, readChoice } from "./use-cases/choose-person.ts";
import { finishSignIn } from "./use-cases/finish-sign-in.ts";

export interface HomeServices {
  readonly provider: Pick<OidcProvider, "begin" | "finish" | "signOutUrl">;
  readonly publicOrigin: string;
  /** Where the bundle keeps its static files. */
  readonly publicFolder: string;
}

const { page } = routesFor<HomeServices>();

/** Where the provider sends people back to; its client must list the address exactly. */
const signedOutPath = "/signed-out";

const StateQuery = z.object({ state: z.string().min(8).max(200) });

/** Which browser began a sign-in; its own cookie, so that a stolen link of somebody else's sign-in is worth nothing. */
const browserCookieName = (publicOrigin: string): string =>
  sessionCookieName(publicOrigin).replace("session", "sign-in");

const setCookie = (response: Response, name: string, value: string, publicOrigin: string, maxAgeSeconds?: number) => {
  const age = maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`;
  response.headers.append("set-cookie", `${name}=${value}; ${cookieAttributes(publicOrigin)}${age}`);
};

const readOwn = (headers: Headers, name: string): string | undefined =>
  readCookie(headers.get("cookie") ?? undefined, name);

export const signInRoutes = [
  page({
    method: "GET",
    path: "/sign-in",
    access: "public",
    query: z.object({ to: OwnPath.optional() }),
    async handle({ ctx, query, session, headers, services: { provider, publicOrigin } }) {
      const to = query.to ?? "/portal";
      if (session) return redirect(to);
      const cookie = browserCookieName(publicOrigin);
      const known = readOwn(headers, cookie);
      const browserToken = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString("base64url");
      const url = await beginSignIn(ctx, provider, { to, browserToken });
      const response = redirect(url.href);
      setCookie(response, cookie, browserToken, publicOrigin, 900);
      return response;
    },
  }),
  page({
    method: "GET",
    path: "/sign-in/callback",
    access: "public",
    query: StateQuery,
    async handle({ ctx, query, url, headers, services: { provider, publicOrigin } }) {
      const browserToken = readOwn(headers, browserCookieName(publicOrigin));
      try {
        const input = { state: query.state, query: url.search, browserToken };
        const end = await finishSignIn(ctx, provider, input);
        if ("choiceToken" in end) return redirect(`/sign-in/who?state=${encodeURIComponent(end.choiceToken)}`);
        const response = redirect(end.to);
        setCookie(response, sessionCookieName(publicOrigin), end.sessionToken, publicOrigin);
        return response;
      } catch (error) {
        if (isProblem(error, "gone")) return signInFailedPage(error.message);
        throw error;
      }
    },
  }),
  page({
    method: "GET",
    path: "/sign-in/who",
    access: "public",
    query: StateQuery,
    handle: async ({ ctx, query, headers, services: { publicOrigin } }) => {
      const browserToken = readOwn(headers, browserCookieName(publicOrigin));
      return whoPage(await readChoice(ctx, { choiceToken: query.state, browserToken }), {});
    },
  }),
  page({
    method: "POST",
    path: "/sign-in/who",
    access: "public",
    query: StateQuery,
    form: z.strictObject({ personId: z.union([idOf("per"), z.literal("new")], "Choose who you are") }),
    async handle({ ctx, query, form, headers, services: { publicOrigin } }) {
      const choosing = {
        choiceToken: query.state,
        browserToken: readOwn(headers, browserCookieName(publicOrigin)),
      };
      if (!form.ok) return whoPage(await readChoice(ctx, choosing), form);
      const { sessionToken, to } = await choosePerson(ctx, { ...choosing, ...form.data });
      const response = redirect(to);
      setCookie(response, sessionCookieName(publicOrigin), sessionToken, publicOrigin);
      return response;
    },
  }),
  page({
    method: "POST",
    path: "/sign-out",
    access: "public",
    async handle({ ctx, headers, services: { publicOrigin } }) {
      const name = sessionCookieName(publicOrigin);
      const token = readOwn(headers, name);
      if (token !== undefined) await closeSession(ctx, token);
      const response = redirect("/sign-out");
      setCookie(response, name, "", publicOrigin, 0);
      return response;
    },
  }),
  page({
    method: "GET",
    path: "/sign-out",
    access: "public",
    async handle({ session, services: { provider, publicOrigin } }) {
      if (session) return redirect("/portal");
      // A form may only end at our own pages, so this page, not the form, ends the provider's session too: at once,
      // since whoever moved on before that would be signed in again unasked.
      const refreshTo = await provider.signOutUrl(`${publicOrigin}${signedOutPath}`);
      return refreshTo === undefined
        ? redirect(signedOutPath)
        : { ...signingOutPage(refreshTo), refreshSeconds: 0, refreshTo };
    },
  }),
  page({
    method: "GET",
    path: signedOutPath,
    access: "public",
    handle: async ({ session }) => (session ? redirect("/portal") : signedOutPage()),
  }),
];
