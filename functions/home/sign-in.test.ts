import { readSession } from "@alliance/auth";
import type { SignedIn } from "@alliance/auth/oidc";
import { testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { OwnPath } from "./schema.ts";
import { beginSignIn } from "./use-cases/begin-sign-in.ts";
import { finishSignIn } from "./use-cases/finish-sign-in.ts";

const who: SignedIn = {
  issuer: "https://issuer.example",
  subject: "s-1",
  name: "Ruth Adeyemi",
  email: "ruth@alliance.example",
  groups: ["staff", "unknown"],
};

/** A provider that vouches for one person. */
const provider = {
  begin: async () => ({
    attempt: { state: "state-0000000001", nonce: "nonce", verifier: "verifier" },
    url: new URL("https://issuer.example/authorize"),
  }),
  finish: async () => who,
};
const browserToken = "B".repeat(43);
const back = { state: "state-0000000001", query: "?code=x", browserToken };

async function begun() {
  const ctx = testCtx({ kind: "anonymous" });
  await beginSignIn(ctx, provider, { to: "/join/900004", browserToken });
  return ctx;
}

describe("signing in", () => {
  it("opens a session and leads back to where the person wanted to go", async () => {
    const ctx = await begun();
    const { sessionToken, to } = await finishSignIn(ctx, provider, back);
    expect(to).toBe("/join/900004");
    expect(await readSession(ctx, sessionToken)).toMatchObject({ name: "Ruth Adeyemi", staffRoles: ["staff"] });
  });

  it("is good for one use, also when two come at once", async () => {
    const ctx = await begun();
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => finishSignIn(ctx, provider, back)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(finishSignIn(ctx, provider, back)).rejects.toMatchObject({ code: "gone" });
  });

  it("is refused in another browser, with a stolen link, and the right browser may still finish", async () => {
    const ctx = await begun();
    for (const stranger of [undefined, "C".repeat(43)]) {
      await expect(finishSignIn(ctx, provider, { ...back, browserToken: stranger })).rejects.toMatchObject({
        code: "gone",
      });
    }
    expect((await finishSignIn(ctx, provider, back)).to).toBe("/join/900004");
  });

  it("is refused when it took more than a quarter of an hour", async () => {
    const ctx = await begun();
    ctx.clock.moveSeconds(15 * 60);
    await expect(finishSignIn(ctx, provider, back)).rejects.toMatchObject({ code: "gone" });
  });

  it("is refused when the provider does not confirm it; the log says why without what was sent", async () => {
    const ctx = await begun();
    const doubting = { finish: () => Promise.reject(new Error("invalid code secret-code")) };
    await expect(finishSignIn(ctx, doubting, back)).rejects.toMatchObject({ code: "gone" });
    expect(JSON.stringify(ctx.log.lines)).not.toContain("secret-code");
  });

  it("is refused for a state that was never begun here", async () => {
    const ctx = testCtx({ kind: "anonymous" });
    await expect(finishSignIn(ctx, provider, back)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("where to go afterwards", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    "/x y",
    `/${"a".repeat(600)}`,
  ])("%s leads to the portal", (to) => expect(OwnPath.parse(to)).toBe("/portal"));
  it("keeps a path of ours with its query", () => expect(OwnPath.parse("/join?q=york")).toBe("/join?q=york"));
});
