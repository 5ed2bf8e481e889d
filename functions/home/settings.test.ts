import {
  hashOfEmail,
  issueEmailCode,
  openSession,
  peopleWithEmail,
  readPerson,
  readSession,
  recognisePerson,
  sessionIdOf,
} from "@alliance/auth";
import { createApp } from "@alliance/http";
import { as, person, published, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { settingsRoutes } from "./settings-routes.ts";
import { changeName, endOtherSessions, listSessions } from "./use-cases/manage-account.ts";
import { addEmail, makePrimary, removeEmail, resendEmailCode, verifyEmail } from "./use-cases/manage-emails.ts";

let ctx: TestCtx;
let personId: string;
const second = "priya@home.example";

const known = async (name: string, email: string) => {
  const claims = { issuer: "i", subject: name, name, email, emailVerified: true };
  return recognisePerson(testCtx({ kind: "anonymous" }, ctx), claims);
};
const codeOf = async (addressId: string) => (await issueEmailCode(ctx, personId, addressId)) ?? "";
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  personId = await known("Priya Nair", "priya@school.example");
  ctx = as(ctx, person(personId));
});

describe("another e-mail address", () => {
  it("is one's own after the code of its letter, and leads to the same person at sign-in", async () => {
    const { addressId } = await addEmail(ctx, second);
    await verifyEmail(ctx, addressId, await codeOf(addressId));
    expect(await known("Somebody at the provider", second)).toBe(personId);
    expect((await readPerson(ctx, personId))?.email).toBe("priya@school.example");
    await makePrimary(ctx, hashOfEmail(second));
    expect((await readPerson(ctx, personId))?.email).toBe(second);
    expect(JSON.stringify(published(ctx))).not.toMatch(/priya@|Priya/);
  });

  it("is refused a wrong code five times, and the right one after that", async () => {
    const { addressId } = await addEmail(ctx, second);
    await expect(verifyEmail(ctx, addressId, "123456")).rejects.toThrow("not written yet");
    const code = await codeOf(addressId);
    const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(() => verifyEmail(ctx, addressId, wrong(code))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toEqual([]);
    await expect(verifyEmail(ctx, addressId, code)).rejects.toThrow("tried five times");
    await resendEmailCode(ctx, addressId);
    await verifyEmail(ctx, addressId, await codeOf(addressId));
  });

  it("is refused a code that is a quarter of an hour old, one of somebody else, and one that was replaced", async () => {
    const { addressId } = await addEmail(ctx, second);
    const replaced = await codeOf(addressId);
    const code = await codeOf(addressId);
    if (replaced !== code) await expect(verifyEmail(ctx, addressId, replaced)).rejects.toThrow("not the code");
    const other = as(ctx, person(await known("Una Reed", "una@school.example")));
    await expect(verifyEmail(other, addressId, code)).rejects.toMatchObject({ code: "not-found" });
    ctx.clock.moveSeconds(15 * 60);
    await expect(verifyEmail(ctx, addressId, code)).rejects.toThrow("15 minutes");
  });

  it("that somebody else has gets the same answer; once shared, nobody is attached silently", async () => {
    const office = "office@school.example";
    const una = await known("Una Reed", office);
    const pending = await addEmail(ctx, office);
    const unknown = await addEmail(ctx, second);
    expect(Object.keys(pending)).toEqual(Object.keys(unknown));
    await verifyEmail(ctx, pending.addressId, await codeOf(pending.addressId));
    expect((await peopleWithEmail(ctx.table, office)).map((each) => each.personId).toSorted()).toEqual(
      [personId, una].toSorted(),
    );
    await expect(known("A third account", office)).rejects.toMatchObject({ code: "not-signed-in" });
  });

  it("is asked for once by many clicks, five times in all, and ten addresses at most", async () => {
    const first = await addEmail(ctx, second);
    expect((await addEmail(ctx, second.toUpperCase())).addressId).toBe(first.addressId);
    for (let n = 0; n < 3; n++) await resendEmailCode(ctx, first.addressId);
    await expect(resendEmailCode(ctx, first.addressId)).rejects.toMatchObject({ code: "too-many" });
    for (let n = 0; n < 8; n++) await addEmail(ctx, `n${n}@home.example`);
    await expect(addEmail(ctx, "last@home.example")).rejects.toThrow("10 addresses");
  });

  it("can be removed, but never the one that letters go to", async () => {
    const { addressId } = await addEmail(ctx, second);
    await verifyEmail(ctx, addressId, await codeOf(addressId));
    await expect(removeEmail(ctx, hashOfEmail("priya@school.example"))).rejects.toMatchObject({
      code: "invalid-input",
    });
    await removeEmail(ctx, hashOfEmail(second));
    await removeEmail(ctx, hashOfEmail(second));
    expect(await peopleWithEmail(ctx.table, second)).toEqual([]);
    await expect(makePrimary(ctx, hashOfEmail(second))).rejects.toMatchObject({ code: "not-found" });
    await expect(addEmail(ctx, "priya@school.example")).rejects.toThrow("yours already");
  });
});

describe("the account", () => {
  const open = () => openSession(ctx, { personId, staffRoles: [], name: "Priya Nair" });

  it("shows its new name in every browser that is signed in", async () => {
    const token = await open();
    await changeName(ctx, "Priya Shah");
    expect(await readSession(ctx, token)).toMatchObject({ name: "Priya Shah" });
    await expect(changeName(as(ctx, person("per_nobody")), "X")).rejects.toMatchObject({ code: "not-found" });
  });

  it("ends the other sessions, or one of them, and never somebody else's", async () => {
    const [here, there, elsewhere] = [await open(), await open(), await open()];
    const stranger = await openSession(ctx, { personId: "per_2", staffRoles: [], name: "Una" });
    const current = sessionIdOf(here);
    expect(await listSessions(ctx, current)).toHaveLength(3);
    expect(await endOtherSessions(ctx, { current, only: sessionIdOf(stranger) })).toBe(0);
    expect(await endOtherSessions(ctx, { current, only: sessionIdOf(there) })).toBe(1);
    expect(await readSession(ctx, there)).toBeUndefined();
    expect(await endOtherSessions(ctx, { current })).toBe(1);
    expect(await readSession(ctx, elsewhere)).toBeUndefined();
    expect(await readSession(ctx, here)).toBeDefined();
    expect(await readSession(ctx, stranger)).toBeDefined();
  });
});

describe("the settings pages", () => {
  const origin = "http://localhost:4000";
  const settings = {
    ...{ CONTEXT: "home", TABLE_NAME: "alliance", PUBLIC_ORIGIN: origin, ORIGIN_SECRET: "0123456789abcdef" },
    ...{ OIDC_ISSUER: "https://issuer.invalid", OIDC_CLIENT_ID: "client" },
  };

  async function browser() {
    const { table, clock, ids, log } = ctx;
    const provider = {
      begin: () => Promise.reject(),
      finish: () => Promise.reject(),
      signOutUrl: async () => undefined,
    };
    const services = { provider, publicOrigin: origin, publicFolder: "/nowhere" };
    const app = createApp({ settings, routes: settingsRoutes, services, table, clock, ids, log });
    const token = await openSession(ctx, { personId, staffRoles: [], name: "Priya Nair" });
    const headers = {
      ...{ "x-origin-secret": settings.ORIGIN_SECRET, origin, cookie: `session=${token}` },
      "content-type": "application/x-www-form-urlencoded",
    };
    return {
      get: async (path: string) => app.request(`${origin}/portal/settings${path}`, { headers }),
      submit: async (path: string, fields: Record<string, string>) => {
        const body = new URLSearchParams(fields).toString();
        return app.request(`${origin}/portal/settings${path}`, { method: "POST", headers, body });
      },
    };
  }

  it("lead from a new address to its code and back", async () => {
    const { get, submit } = await browser();
    expect((await submit("/addresses", { email: "priya" })).status).toBe(422);
    const asked = await submit("/addresses", { email: second });
    const path = (asked.headers.get("location") ?? "").replace("/portal/settings", "");
    expect(await (await get(path)).text()).toContain(`We wrote to ${second}`);
    const code = await codeOf(path.replace("/addresses/", ""));
    const refused = await submit(path, { code: wrong(code) });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("That is not the code")]);
    const done = await submit(path, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect(done.headers.get("location")).toBe("/portal/settings?done=added");
    expect((await submit(path, { code })).status).toBe(404);
    const html = await (await get("?done=added")).text();
    expect(html).toContain("The address is yours now");
    const primary = await submit("/address-changes", { what: "remove", address: hashOfEmail("priya@school.example") });
    expect([primary.status, await primary.text()]).toEqual([422, expect.stringContaining("Choose another one")]);
  });

  it("change the name, and show where one is signed in", async () => {
    const { get, submit } = await browser();
    expect((await submit("/name", { name: " " })).status).toBe(422);
    expect((await submit("/name", { name: "Priya Shah" })).headers.get("location")).toBe("/portal/settings?done=name");
    expect(await (await get("")).text()).toContain("Priya Shah");
    await browser();
    expect(await (await get("/sessions")).text()).toContain("Sign out everywhere else");
    expect((await submit("/sessions", {})).headers.get("location")).toBe("/portal/settings?done=ended");
    expect(await (await get("/sessions")).text()).not.toContain("Sign out everywhere else");
  });
});
