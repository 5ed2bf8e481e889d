import { emailEntryPut, readSession, recognisePerson } from "@alliance/auth";
import type { SignedIn } from "@alliance/auth/oidc";
import { commit } from "@alliance/store";
import { type TestCtx, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { OwnPath } from "./schema.ts";
import { beginSignIn } from "./use-cases/begin-sign-in.ts";
import { choosePerson, readChoice } from "./use-cases/choose-person.ts";
import { finishSignIn as finish, type SignInEnd } from "./use-cases/finish-sign-in.ts";

/** For those whom nobody need ask who they are. */
async function finishSignIn(...args: Parameters<typeof finish>): Promise<Extract<SignInEnd, { to: string }>> {
  const end = await finish(...args);
  if ("choiceToken" in end) throw new Error("asked who it is");
  return end;
}

const who: SignedIn = {
  issuer: "https://issuer.example",
  subject: "s-1",
  name: "Ruth Adeyemi",
  email: "ruth@alliance.example",
  emailVerified: true,
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

describe("signing in with an address that somebody has", () => {
  const office = { ...who, groups: [], email: "office@school.example" };
  const providerOf = (claims: SignedIn) => ({ ...provider, finish: async () => claims });
  const personOf = async (ctx: TestCtx, token: string) => (await readSession(ctx, token))?.personId;

  async function endFor(ctx: TestCtx, claims: SignedIn) {
    await beginSignIn(ctx, provider, { to: "/portal", browserToken });
    return finish(ctx, providerOf(claims), back);
  }
  async function sessionOf(ctx: TestCtx, claims: SignedIn) {
    const end = await endFor(ctx, claims);
    return "to" in end ? personOf(ctx, end.sessionToken) : undefined;
  }

  it("reaches the same person from another account, if the provider has checked the address", async () => {
    const ctx = testCtx({ kind: "anonymous" });
    const first = await sessionOf(ctx, office);
    expect(await sessionOf(ctx, { ...office, subject: "s-2", email: "OFFICE@school.example" })).toBe(first);
    expect(await sessionOf(ctx, { ...office, subject: "s-3", emailVerified: false })).not.toBe(first);
  });

  it("asks who it is where several have it, in this browser only, and remembers the answer", async () => {
    const ctx = testCtx({ kind: "anonymous" });
    const first = (await sessionOf(ctx, office)) ?? "";
    const second = await recognisePerson(ctx, { ...office, subject: "s-2", name: "Una Reed", emailVerified: false });
    await commit(ctx, { put: [emailEntryPut(office.email, { personId: second, isVerified: true }, 2)] });
    const third = { ...office, subject: "s-3" };
    const end = await endFor(ctx, third);
    if (!("choiceToken" in end)) throw new Error("nobody was asked");
    const choosing = { choiceToken: end.choiceToken, browserToken };
    expect((await readChoice(ctx, choosing)).map(({ name }) => name).toSorted()).toEqual(["Ruth Adeyemi", "Una Reed"]);
    const stranger = { ...choosing, browserToken: "C".repeat(43), personId: first };
    await expect(choosePerson(ctx, stranger)).rejects.toMatchObject({ code: "gone" });
    await expect(choosePerson(ctx, { ...choosing, personId: "per_other" })).rejects.toMatchObject({ code: "gone" });
    const answers = await Promise.allSettled([1, 2, 3].map(() => choosePerson(ctx, { ...choosing, personId: second })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sessionOf(ctx, third)).toBe(second);
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
