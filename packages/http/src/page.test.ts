import { describe, expect, it } from "vitest";
import { house } from "./test-world.tsx";

describe("the house's rules around a page", () => {
  it("is whole, private, and may load nothing from elsewhere", async () => {
    const { send } = await house();
    const reply = await send("/open");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.headers.get("content-security-policy")).toMatch(
      /default-src 'self'; script-src 'self' 'nonce-[\w+/=]+'/,
    );
    const html = await reply.text();
    expect(html).toContain("Amara Osei");
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it("sends a visitor to sign in and remembers where to", async () => {
    const { send } = await house();
    const reply = await send("/own?x=1", { headers: { cookie: "" } });
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "/sign-in?to=%2Fown%3Fx%3D1"]);
  });

  it("leads somebody who was signed out meanwhile back to the page of the form, never to another site", async () => {
    const { submit } = await house();
    const back = async (referer: string) =>
      (await submit({ text: "x" }, { cookie: "", referer })).headers.get("location");
    expect(await back("https://alliance.example/form?x=1")).toBe("/sign-in?to=%2Fform%3Fx%3D1");
    expect(await back("https://evil.example/form")).toBe("/sign-in?to=%2F");
  });

  it("shows a refused form again with what was typed and what is wrong", async () => {
    const { submit } = await house();
    const reply = await submit({ text: "far too long for this field" });
    expect(reply.status).toBe(422);
    const html = await reply.text();
    expect(html).toContain("<title>Error: Notes");
    expect(html).toContain("far too long for this field");
    expect(html).toContain("Use 20 characters or fewer");
  });

  it.each([
    ["another origin", {}, { origin: "https://evil.example" }, 403],
    ["another type", {}, { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["no key against a second click", { onceKey: "" }, {}, 400],
  ])("refuses a form from %s on a page that explains", async (_, fields, headers, status) => {
    const { submit } = await house();
    const reply = await submit(fields, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toContain("text/html");
    expect(await reply.text()).toContain("Go to the front page");
  });

  it("answers what a page cannot be asked for on a page", async () => {
    const { send } = await house();
    const reply = await send("/open", { method: "POST" });
    expect([reply.status, reply.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const html = await reply.text();
    expect(html).toContain("This address takes GET, HEAD only.");
    expect(html).not.toContain('<p class="govuk-body"></p>');
  });

  it("ends a session after an hour without use", async () => {
    const { send, clock } = await house();
    clock.moveSeconds(3599);
    expect((await send("/own")).status).toBe(200);
    clock.moveSeconds(3601);
    expect((await send("/own")).status).toBe(303);
  });

  it("hands a raw body on as it came", async () => {
    const { send } = await house();
    const body = '{ "a":  1 }\n';
    expect(await (await send("/api/hook", { method: "POST", body, headers: { origin: "" } })).text()).toBe(body);
  });
});
