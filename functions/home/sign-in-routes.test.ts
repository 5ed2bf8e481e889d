import { openSession } from "@alliance/auth";
import { createApp } from "@alliance/http";
import { as, countingIds, person, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { signInRoutes } from "./sign-in-routes.ts";

const origin = "https://alliance.example";
const settings = {
  CONTEXT: "home",
  TABLE_NAME: "alliance",
  PUBLIC_ORIGIN: origin,
  ORIGIN_SECRET: "0123456789abcdef",
  OIDC_ISSUER: "https://issuer.example",
  OIDC_CLIENT_ID: "client",
};

/** The home's sign-in routes over a provider that confirms nobody; `signOutUrl` is where its own session ends. */
function door(signOutUrl: (returnTo: string) => string | undefined = (to) => `https://issuer.example/logout?to=${to}`) {
  const ctx = testCtx({ kind: "anonymous" });
  const { table, clock, log } = ctx;
  const provider = {
    begin: () => Promise.reject(new Error("nobody begins here")),
    finish: () => Promise.reject(new Error("nobody is confirmed here")),
    signOutUrl: async (returnTo: string) => signOutUrl(returnTo),
  };
  const services = { provider, publicOrigin: origin, publicFolder: "/nowhere" };
  const app = createApp({ settings, routes: signInRoutes, services, table, clock, log, ids: countingIds() });
  const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    app.request(`${origin}${path}`, {
      ...init,
      headers: { "x-origin-secret": settings.ORIGIN_SECRET, origin, ...init.headers },
    });
  const signedIn = async () =>
    `__Host-session=${await openSession(as(ctx, person()), { personId: "per_1", staffRoles: [], name: "Amara Osei" })}`;
  return { send, signedIn };
}

test("signing out ends our session and goes on to the provider's at once", async () => {
  const { send, signedIn } = door();
  const cookie = await signedIn();
  const form = { cookie, "content-type": "application/x-www-form-urlencoded" };
  const ended = await send("/sign-out", { method: "POST", body: "", headers: form });
  expect([ended.status, ended.headers.get("location")]).toEqual([303, "/sign-out"]);
  const page = await send("/sign-out", { headers: { cookie } });
  expect(page.headers.get("refresh")).toBe(`0; url=https://issuer.example/logout?to=${origin}/signed-out`);
  const end = await send("/signed-out", { headers: { cookie } });
  expect([end.status, await end.text()]).toEqual([200, expect.stringContaining("<title>You are signed out")]);
});

test("where the provider has no session to end, signing out ends on our own page", async () => {
  const { send } = door(() => undefined);
  const reply = await send("/sign-out");
  expect([reply.status, reply.headers.get("location")]).toEqual([303, "/signed-out"]);
});

test("nobody who is signed in is told that they are signed out", async () => {
  const { send, signedIn } = door();
  const cookie = await signedIn();
  for (const path of ["/sign-out", "/signed-out"]) {
    const reply = await send(path, { headers: { cookie } });
    expect([reply.status, reply.headers.get("location")], path).toEqual([303, "/portal"]);
  }
});

test("a sign-in that cannot be finished offers to begin another", async () => {
  const { send } = door();
  const reply = await send("/sign-in/callback?state=0123456789abcdef&code=x");
  expect(reply.status).toBe(410);
  expect(await reply.text()).toMatch(/href="\/sign-in"[^>]*>\s*Sign in again/);
});
